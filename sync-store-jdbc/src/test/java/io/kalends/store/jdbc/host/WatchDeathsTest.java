package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.Watch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Channels of Google that really call back, and a process that dies while it opens, renews, replaces or stops them. */
class WatchDeathsTest {

    private static Outside connected() {
        Outside outside = new Outside();
        outside.putAtGoogle("there from the beginning");
        outside.putInApp(1);
        outside.web().connectsAlice();
        return outside;
    }

    private static Outside watched() {
        Outside outside = connected();
        outside.web().subscribes();
        outside.isMended();
        assertThat(outside.titlesAtGoogle()).hasSize(2).isEqualTo(outside.titlesInApp());
        return outside;
    }

    private static Outside toBeRenewed() {
        Outside outside = watched();
        outside.after(Duration.ofDays(5));
        return outside;
    }

    @TestFactory
    Stream<DynamicTest> subscribing() {
        return new Deaths(WatchDeathsTest::connected, Host::subscribes, outside -> {
                    outside.putAtGoogle("while nobody was there");
                    outside.after(Duration.ofMinutes(6));
                    outside.web().subscribes();
                    hasOneChannel(outside);
                    isTold(outside);
                })
                .everywhere();
    }

    @TestFactory
    Stream<DynamicTest> renewing() {
        return new Deaths(WatchDeathsTest::toBeRenewed, host -> host.push().maintain(host), outside -> {
                    assertThat(outside.google.openChannels()).isPositive();
                    outside.putAtGoogle("while nobody was there");
                    hasOneChannel(outside);
                    isTold(outside);
                })
                .everywhere();
    }

    @TestFactory
    Stream<DynamicTest> replacingAfterAReconnect() {
        return new Deaths(
                        WatchDeathsTest::watched,
                        host -> {
                            host.push().resume("google", host.account().id());
                            host.push().maintain(host);
                        },
                        outside -> {
                            outside.putAtGoogle("while nobody was there");
                            hasOneChannel(outside);
                            isTold(outside);
                        })
                .everywhere();
    }

    @TestFactory
    Stream<DynamicTest> stopping() {
        return new Deaths(
                        WatchDeathsTest::watched,
                        host -> host.push().stop(host.google(host.account().id()), host.calendar()),
                        outside -> {
                            Host web = outside.web();
                            boolean stopped = web.pushStore()
                                    .watch(web.calendar())
                                    .map(watch -> watch.state() == Watch.State.STOPPING)
                                    .orElse(true);
                            outside.isMended();
                            if (!stopped) {
                                hasOneChannel(outside);
                                isTold(outside);
                                return;
                            }
                            assertThat(outside.google.openChannels()).isZero();
                            assertThat(web.pushStore().watch(web.calendar())).isEmpty();
                            assertThat(web.pushStore().channels(web.calendar())).isEmpty();
                            List<String> before = outside.titlesInApp();
                            outside.putAtGoogle("told to nobody");
                            outside.isMended();
                            assertThat(outside.titlesInApp()).isEqualTo(before);
                        })
                .everywhere();
    }

    /** After a while one is open, at Google and in the store; what Google was never asked for ends by itself. */
    private static void hasOneChannel(Outside outside) {
        outside.isMended();
        Host web = outside.web();
        assertThat(outside.google.openChannels()).isEqualTo(1);
        assertThat(web.pushStore().channels(web.calendar()))
                .satisfiesOnlyOnce(channel -> assertThat(channel.state()).isEqualTo(PushChannel.State.OPEN));
        assertThat(web.pushStore().channels(web.calendar()))
                .filteredOn(channel -> channel.state() != PushChannel.State.OPEN)
                .allSatisfy(channel -> assertThat(channel.handle()).isNull());
        assertThat(outside.titlesAtGoogle()).isEqualTo(outside.titlesInApp());
    }

    /** What happens now is there after a notification and its debounce. */
    private static void isTold(Outside outside) {
        outside.putAtGoogle("told");
        outside.google.awaitDeliveries();
        outside.after(Duration.ofSeconds(5));
        assertThat(outside.web().runDue()).hasSize(1);
        assertThat(outside.titlesInApp()).contains("told").isEqualTo(outside.titlesAtGoogle());
    }
}
