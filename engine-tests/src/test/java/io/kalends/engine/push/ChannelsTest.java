package io.kalends.engine.push;

import static io.kalends.engine.push.PushWorld.OTHERS;
import static io.kalends.engine.push.PushWorld.PAIRS;
import static io.kalends.engine.push.PushWorld.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.push.InMemoryPushStore;
import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Watch.State;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification.Kind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Channels are opened, renewed and closed; whoever is killed at it leaves nothing that is not mended. */
class ChannelsTest {

    private static final Place PLACE = new Place("fake", "work");

    private final PushWorld world = new PushWorld();

    private int maintain() {
        return world.service.maintain(of -> Optional.of(world.connection()));
    }

    @Test
    void storesTheRequestBeforeTheCallAndTheHandleAfterIt() {
        world.provider.beforeAnswer =
                request -> assertThat(world.rows(PushChannel.State.OPENING)).hasSize(1);

        assertThat(world.service.subscribe(world.connection(), WORK, PAIRS)).isEqualTo(State.PUSH);

        world.hasOneChannel();
        assertThat(world.rows(PushChannel.State.OPEN).get(0).secretHash())
                .hasSize(64)
                .doesNotContain(world.provider.only().secret());
    }

    @Test
    void keepsTheHandleOfANotificationThatComesBeforeTheAnswer() {
        world.provider.beforeAnswer = request -> {
            world.tell(request, Kind.OPENED, "Handle", FakeChannels.handle(request.id()), "Number", "1");
            throw new TransientException(PLACE, "no answer", "try again");
        };
        assertThatThrownBy(() -> world.service.subscribe(world.connection(), WORK, PAIRS))
                .isInstanceOf(TransientException.class);
        assertThat(world.rows(PushChannel.State.OPENING))
                .singleElement()
                .satisfies(channel -> assertThat(channel.handle()).isEqualTo(FakeChannels.handle(channel.id())));
        world.provider.beforeAnswer = request -> {};

        world.isMaintained();

        world.hasOneChannel();
        assertThat(world.provider.open).hasSize(1);
        assertThat(world.provider.asked).hasSize(2);
    }

    @Test
    void closesALostChannelOnceANotificationTellsItsHandle() {
        ChannelRequest[] lost = new ChannelRequest[1];
        world.provider.beforeAnswer = request -> {
            lost[0] = request;
            throw new TransientException(PLACE, "no answer", "try again");
        };
        assertThatThrownBy(() -> world.service.subscribe(world.connection(), WORK, PAIRS))
                .isInstanceOf(TransientException.class);
        world.provider.beforeAnswer = request -> {};
        world.isMaintained();
        assertThat(world.provider.open).hasSize(2);

        world.tell(lost[0], Kind.OPENED, "Handle", FakeChannels.handle(lost[0].id()), "Number", "1");
        maintain();

        assertThat(world.provider.open).hasSize(1).doesNotContainKey(lost[0].id());
        world.hasOneChannel();
    }

    @Test
    void forgetsALostChannelWhenItHasEnded() {
        world.provider.beforeAnswer = request -> {
            throw new TransientException(PLACE, "no answer", "try again");
        };
        assertThatThrownBy(() -> world.service.subscribe(world.connection(), WORK, PAIRS))
                .isInstanceOf(TransientException.class);
        world.provider.beforeAnswer = request -> {};
        world.isMaintained();

        world.after(Duration.ofDays(7));
        world.isMaintained();

        assertThat(world.store.channels(WORK)).hasSize(1);
    }

    @Test
    void pollsWhatTheProviderHasNoPushFor() {
        world.provider.refusal = new RejectedException(PLACE, "no push for holidays", "poll");

        assertThat(world.service.subscribe(world.connection(), WORK, PAIRS)).isEqualTo(State.POLLED);

        assertThat(world.store.channels(WORK)).isEmpty();
        world.after(Duration.ofMinutes(5));
        assertThat(world.runDue()).hasSize(1);
    }

    @Test
    void opensAChannelOnceWhatRefusedItIsMended() {
        world.provider.refusal = new RejectedException(PLACE, "the address is not known to be yours", "verify it");
        world.service.subscribe(world.connection(), WORK, PAIRS);
        world.provider.refusal = null;
        world.after(Duration.ofHours(5));
        world.isMaintained();
        assertThat(world.store.channels(WORK)).isEmpty();

        world.after(Duration.ofHours(1));
        world.isMaintained();

        world.hasOneChannel();
    }

    @Test
    void pollsWhereTheHostHasNoAddress() {
        PushService without =
                PushService.builder().store(world.store).clock(world.clock).build();

        assertThat(without.subscribe(world.connection(), WORK, PAIRS)).isEqualTo(State.POLLED);

        assertThat(world.provider.asked).isEmpty();
    }

    @Test
    void leavesAnAccountAloneThatIsToBeConnectedAgainUntilItIs() {
        world.provider.refusal = new AuthorizationException(PLACE, "revoked", "connect again");
        assertThatThrownBy(() -> world.service.subscribe(world.connection(), WORK, PAIRS))
                .isInstanceOf(AuthorizationException.class);
        world.after(Duration.ofMinutes(59));
        assertThat(maintain()).isZero();
        world.provider.refusal = null;

        world.service.resume(WORK);
        maintain();

        world.hasOneChannel();
    }

    @Test
    void looksEachHourWhetherAnAccountIsConnectedAgain() {
        world.subscribed();
        world.after(Duration.ofDays(5).plusHours(1));
        int looks = 0;
        for (int minute = 0; minute < 600; minute++) {
            world.after(Duration.ofMinutes(1));
            int[] asked = {0};
            world.service.maintain(of -> {
                asked[0]++;
                return Optional.empty();
            });
            looks += asked[0];
        }
        assertThat(looks).isEqualTo(10);

        world.after(Duration.ofHours(1));
        maintain();

        world.hasOneChannel();
        assertThat(world.provider.asked).hasSize(2);
    }

    @Test
    void replacesTheChannelsOfAnAccountThatWasConnectedAgain() {
        ChannelRequest first = world.subscribed();
        world.service.subscribe(world.connection(), OTHERS, List.of(WatchedPair.of("other pair")));

        world.service.resume(WORK.provider(), WORK.account());
        maintain();

        world.hasOneChannel();
        assertThat(world.store.channels(OTHERS)).hasSize(1);
        assertThat(world.provider.open).doesNotContainKey(first.id()).hasSize(2);
        assertThat(world.provider.asked).hasSize(3);
    }

    @Test
    void replacesChannelsThatAnotherNodeLooksAfterMeanwhile() {
        world.subscribed();
        boolean[] once = {false};
        PushStore shared = (PushStore) Proxy.newProxyInstance(
                PushStore.class.getClassLoader(), new Class<?>[] {PushStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("channels") && !once[0]) {
                        once[0] = true;
                        assertThat(maintain()).isOne();
                    }
                    return method.invoke(world.store, args);
                });

        world.service(shared, 2).resume(WORK.provider(), WORK.account());
        maintain();

        assertThat(once[0]).isTrue();
        world.hasOneChannel();
        assertThat(world.provider.asked).hasSize(2);
    }

    @Test
    void killedAnywhereInAResumptionEndsWithOneChannel() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            one.subscribed();
            killed = one.killedAt(steps, (service, connection) -> service.resume(WORK.provider(), WORK.account()));
            one.isMaintained();
            one.hasOneChannel();
        }
        assertThat(steps).isGreaterThan(8);
    }

    @Test
    void subscribingAgainKeepsTheChannel() {
        world.subscribed();

        world.service.subscribe(world.connection(), WORK, PAIRS);

        assertThat(world.provider.asked).hasSize(1);
    }

    // P3
    @Test
    void renewsWithTwoDaysLeftTheNewChannelFirst() {
        world.subscribed();
        world.after(Duration.ofDays(4));
        assertThat(maintain()).isZero();

        world.after(Duration.ofDays(1));
        assertThat(maintain()).isOne();

        assertThat(world.provider.history).containsExactly("open", "open", "close");
        world.hasOneChannel();
        assertThat(world.provider.open).hasSize(1);
        assertThat(maintain()).isZero();
    }

    @Test
    void renewsTheChannelThatThereIsWhereTheProviderCan() {
        ChannelRequest channel = world.subscribed();
        world.provider.renews = true;
        world.after(Duration.ofDays(5).plusHours(1));

        assertThat(maintain()).isOne();

        assertThat(world.provider.history).containsExactly("open", "renew");
        world.hasOneChannel();
        assertThat(world.provider.only().id()).isEqualTo(channel.id());
        assertThat(maintain()).isZero();
    }

    @Test
    void opensAnotherChannelWhereTheProviderHasForgottenTheOneToRenew() {
        world.subscribed();
        world.provider.renews = true;
        world.provider.open.clear();
        world.after(Duration.ofDays(5).plusHours(1));

        assertThat(maintain()).isOne();

        world.hasOneChannel();
        assertThat(world.provider.history).containsExactly("open", "open", "close");
    }

    @Test
    void renewsShortLivedChannelsWithAThirdOfTheirLifeLeft() {
        FakeChannels graph = new FakeChannels(world.clock, Duration.ofHours(3));
        world.service.subscribe(FakeChannels.connection(graph), WORK, PAIRS);
        world.after(Duration.ofMinutes(119));
        world.service.maintain(of -> Optional.of(FakeChannels.connection(graph)));
        assertThat(graph.asked).hasSize(1);

        world.after(Duration.ofMinutes(1));
        world.service.maintain(of -> Optional.of(FakeChannels.connection(graph)));

        assertThat(graph.asked).hasSize(2);
    }

    @Test
    void renewsAtOnceWhatTheProviderEnds() {
        ChannelRequest first = world.subscribed();

        world.tell(first, Kind.ENDED);
        maintain();

        world.hasOneChannel();
        assertThat(world.provider.only().id()).isNotEqualTo(first.id());
        world.after(Duration.ofSeconds(5));
        assertThat(world.runDue()).hasSize(1);
    }

    @Test
    void stopsTellingAtOnceAndForgetsTheChannel() {
        ChannelRequest channel = world.subscribed();

        world.service.stop(world.connection(), WORK);

        assertThat(world.provider.open).isEmpty();
        assertThat(world.store.channels(WORK)).isEmpty();
        assertThat(world.store.watch(WORK)).isEmpty();
        assertThat(world.tell(channel, Kind.CHANGED, "Number", "9")).isEqualTo(204);
        world.after(Duration.ofSeconds(5));
        assertThat(world.runDue()).isEmpty();
    }

    @Test
    void twoNodesThatRenewAtOnceOpenOneChannel() {
        world.subscribed();
        world.after(Duration.ofDays(5).plusHours(1));
        PushService other = world.service(world.store, 2);
        Consumer<ChannelRequest> rival = request -> other.maintain(of -> Optional.of(world.connection()));
        world.provider.beforeAnswer = rival;

        maintain();

        assertThat(world.provider.asked).hasSize(2);
        world.hasOneChannel();
    }

    @Test
    void twoNodesThatSubscribeAtOnceOpenOneChannel() {
        PushService other = world.service(world.store, 2);
        world.provider.beforeAnswer = request -> {
            world.provider.beforeAnswer = again -> {};
            assertThat(other.subscribe(world.connection(), WORK, PAIRS)).isEqualTo(State.PUSH);
        };

        world.service.subscribe(world.connection(), WORK, PAIRS);
        world.isMaintained();

        assertThat(world.provider.asked).hasSize(1);
        world.hasOneChannel();
    }

    @Test
    void twoNodesOfWhichOneWasTooSlowEndWithOneChannel() {
        world.subscribed();
        world.after(Duration.ofDays(5).plusHours(1));
        PushService other = world.service(world.store, 2);
        world.provider.beforeAnswer = request -> {
            world.provider.beforeAnswer = again -> {};
            world.after(Duration.ofMinutes(10));
            other.maintain(of -> Optional.of(world.connection()));
        };

        maintain();
        world.isMaintained();

        world.hasOneChannel();
        assertThat(world.provider.open).hasSize(1);
    }

    @Test
    void killedAnywhereInASubscriptionEndsWithOneChannel() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            killed = one.killedAt(steps, (service, connection) -> service.subscribe(connection, WORK, PAIRS));
            // The host, which had no answer, asks again when it is there again.
            one.after(Duration.ofMinutes(6));
            one.service.subscribe(one.connection(), WORK, PAIRS);
            one.isMaintained();
            one.hasOneChannel();
        }
        assertThat(steps).isGreaterThan(15);
    }

    @Test
    void killedAnywhereInARenewalEndsWithOneChannelAndNoGap() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            one.subscribed();
            one.after(Duration.ofDays(5).plusHours(1));
            killed = one.killedAt(steps, (service, connection) -> service.maintain(of -> Optional.of(connection)));
            assertThat(one.store.channels(WORK)).isNotEmpty();
            assertThat(one.provider.open).isNotEmpty();
            one.isMaintained();
            one.hasOneChannel();
        }
        assertThat(steps).isGreaterThan(15);
    }

    @Test
    void killedAnywhereInAStopEndsWithNoChannel() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            one.subscribed();
            killed = one.killedAt(steps, (service, connection) -> service.stop(connection, WORK));
            boolean wished = one.store
                    .watch(WORK)
                    .map(watch -> watch.state() == State.STOPPING)
                    .orElse(true);
            one.isMaintained();
            assertThat(one.provider.open.isEmpty()).isEqualTo(wished);
            assertThat(one.store.watch(WORK).isEmpty()).isEqualTo(wished);
        }
        assertThat(steps).isGreaterThan(8);
    }

    @Test
    void aServiceWithoutAStoreIsRefused() {
        assertThatThrownBy(() -> PushService.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(InMemoryPushStore.class.getSimpleName());
    }
}
