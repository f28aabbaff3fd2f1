package io.kalends.provider.google.internal;

import io.kalends.sync.spi.Notification;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.util.List;
import java.util.Optional;

/**
 * Reads Google's notifications: a POST whose headers say everything (Calendar API, push notifications). They do not say what
 * changed.
 */
public final class GoogleNotifications implements NotificationReader {

    @Override
    public Received read(WebRequest request) {
        Optional<String> channel = request.header("X-Goog-Channel-ID");
        Optional<String> state = request.header("X-Goog-Resource-State");
        if (!request.method().equals("POST") || channel.isEmpty() || state.isEmpty()) {
            return new Received(WebResponse.of(400), List.of());
        }
        Notification notification = Notification.ofChannel(
                channel.get(),
                request.header("X-Goog-Channel-Token").orElse(""),
                state.get().equals("sync") ? Kind.OPENED : Kind.CHANGED,
                request.header("X-Goog-Resource-ID").orElse(null),
                request.header("X-Goog-Message-Number")
                        .filter(GoogleNotifications::isNumber)
                        .map(Long::valueOf)
                        .orElse(null));
        return new Received(WebResponse.of(204), List.of(notification));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }
}
