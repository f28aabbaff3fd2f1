package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.spi.Notification;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.NotificationReader.Received;
import io.kalends.sync.web.WebRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleNotificationsTest {

    @Test
    void readsAChange() {
        Received received = read(Map.of("x-goog-resource-state", "exists", "x-goog-message-number", "17"));

        assertThat(received.response().status()).isEqualTo(204);
        assertThat(received.notifications())
                .containsExactly(Notification.ofChannel("c1", "s3cret", Kind.CHANGED, "r1", 17L));
    }

    @Test
    void readsThatAChannelWorks() {
        assertThat(read(Map.of("X-Goog-Resource-State", "sync")).notifications())
                .extracting(Notification::kind)
                .containsExactly(Kind.OPENED);
    }

    @Test
    void takesAnythingElseForAChange() {
        for (String state : List.of("not_exists", "update", "")) {
            assertThat(read(Map.of("X-Goog-Resource-State", state)).notifications())
                    .extracting(Notification::kind)
                    .containsExactly(Kind.CHANGED);
        }
    }

    @Test
    void doesWithoutANumber() {
        for (String number : List.of("", "one", "-1", "99999999999999999999")) {
            assertThat(read(Map.of("X-Goog-Resource-State", "exists", "X-Goog-Message-Number", number))
                            .notifications())
                    .extracting(Notification::number)
                    .containsExactly((Long) null);
        }
    }

    @Test
    void readsNothingOutOfOtherRequests() {
        WebRequest get = request("GET", Map.of("X-Goog-Resource-State", "exists"));
        WebRequest bare = new WebRequest("POST", "/", Map.of(), Map.of(), new byte[0]);

        for (WebRequest request : List.of(get, bare)) {
            Received received = new GoogleNotifications().read(request);
            assertThat(received.notifications()).isEmpty();
            assertThat(received.response().status()).isEqualTo(400);
        }
    }

    private static Received read(Map<String, String> headers) {
        return new GoogleNotifications().read(request("POST", headers));
    }

    private static WebRequest request(String method, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        all.put("X-Goog-Channel-ID", List.of("c1"));
        all.put("X-Goog-Channel-Token", List.of("s3cret"));
        all.put("X-Goog-Resource-ID", List.of("r1"));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new WebRequest(method, "/", Map.of(), all, new byte[0]);
    }
}
