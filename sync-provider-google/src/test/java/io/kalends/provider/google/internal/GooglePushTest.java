package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.RejectedException;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.spi.OpenChannel;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.PushSupport;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.EventSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel from the watch call to the notification, over HTTP both ways. */
class GooglePushTest {

    private final EmulatedSide side = new EmulatedSide();
    private final PushSupport push = side.connection().push().orElseThrow();
    private final NotificationReader reader =
            new GoogleProvider().notifications(ProviderSettings.defaults()).orElseThrow();
    private final List<Notification> received = new CopyOnWriteArrayList<>();
    private HttpServer app;

    @BeforeEach
    void listen() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/push", exchange -> {
            NotificationReader.Received read = reader.read(new WebRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Map.of(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            received.addAll(read.notifications());
            exchange.sendResponseHeaders(read.response().status(), -1);
            exchange.close();
        });
        app.start();
    }

    @AfterEach
    void stop() {
        side.close();
        app.stop(0);
    }

    @Test
    void tellsThatTheChannelWorksAndThenOfChanges() {
        OpenChannel channel = push.open(request("channel-1"));
        side.put(EventSamples.meeting(1));
        side.google().awaitDeliveries();

        assertThat(received).extracting(Notification::kind).containsExactly(Kind.OPENED, Kind.CHANGED);
        assertThat(received).allSatisfy(notification -> {
            assertThat(notification.channel()).isEqualTo("channel-1");
            assertThat(notification.secret()).isEqualTo("s3cret");
            assertThat(notification.handle()).isEqualTo(channel.handle());
        });
        assertThat(received.get(1).messageNumber().orElseThrow())
                .isGreaterThan(received.get(0).messageNumber().orElseThrow());
        assertThat(channel.expiresAt()).isAfter(side.clock().instant());
    }

    @Test
    void tellsNothingMoreOnceTheChannelIsClosed() {
        OpenChannel channel = push.open(request("channel-1"));
        side.google().awaitDeliveries();
        push.close(channel);
        received.clear();
        side.put(EventSamples.meeting(1));
        side.google().awaitDeliveries();

        assertThat(received).isEmpty();
        assertThat(side.google().openChannels()).isZero();
        push.close(channel);
    }

    @Test
    void opensNoChannelTwiceUnderOneId() {
        push.open(request("channel-1"));

        assertThatThrownBy(() -> push.open(request("channel-1")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("channelIdNotUnique");
    }

    @Test
    void saysWhereThereIsNoPush() {
        side.calendar().refusePush();

        assertThatThrownBy(() -> push.open(request("channel-1")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("poll");
    }

    private ChannelRequest request(String id) {
        URI address = URI.create("http://127.0.0.1:" + app.getAddress().getPort() + "/push");
        return new ChannelRequest(id, EmulatedSide.ADDRESS, "s3cret", address, Duration.ofDays(7));
    }
}
