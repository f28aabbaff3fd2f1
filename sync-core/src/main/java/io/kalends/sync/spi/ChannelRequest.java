package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Asks a provider for a channel.
 *
 * @param id our name of the channel, a UUID never used before; comes back with each notification
 * @param collection the provider's id of the collection to watch
 * @param secret comes back with each notification and proves that it is genuine; at most 128 letters, digits, {@code -}
 *     and {@code _}
 * @param address where the provider is to call, https
 * @param lifetime how long the channel should live; a provider may give less
 */
public record ChannelRequest(String id, String collection, String secret, URI address, Duration lifetime) {

    public ChannelRequest {
        requireNonNull(id, "id");
        requireNonNull(collection, "collection");
        requireNonNull(secret, "secret");
        requireNonNull(address, "address");
        requireNonNull(lifetime, "lifetime");
    }

    /** Id and collection, never the secret. */
    @Override
    public String toString() {
        return "ChannelRequest[" + id + " on " + collection + "]";
    }
}
