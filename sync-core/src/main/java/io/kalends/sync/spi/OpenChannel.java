package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A channel that a provider opened.
 *
 * @param id our name of it
 * @param handle what the provider wants to be told to close it (Google's resource id, Microsoft's subscription id)
 * @param expiresAt when it ends by itself
 */
public record OpenChannel(String id, String handle, Instant expiresAt) {

    public OpenChannel {
        requireNonNull(id, "id");
        requireNonNull(handle, "handle");
        requireNonNull(expiresAt, "expiresAt");
    }
}
