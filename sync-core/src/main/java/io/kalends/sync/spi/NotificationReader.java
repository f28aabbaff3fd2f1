package io.kalends.sync.spi;

import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.util.List;

/**
 * Reads a provider's notifications out of the requests that it sends. It trusts nothing. Whether channel and secret
 * are right is checked by whoever asks; a signature, which only the provider can check, by the reader: what is not signed
 * rightly is no notification.
 */
@FunctionalInterface
public interface NotificationReader {

    /** What a request says; no notification for a handshake, and for a request that is none of this provider's. */
    Received read(WebRequest request);

    /**
     * A request, read.
     *
     * @param response what to answer once the notifications are noted
     * @param notifications in their order
     */
    record Received(WebResponse response, List<Notification> notifications) {
        public Received {
            notifications = List.copyOf(notifications);
        }
    }
}
