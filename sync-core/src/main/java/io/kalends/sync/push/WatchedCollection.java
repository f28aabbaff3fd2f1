package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

/**
 * A collection that a provider is asked to watch.
 *
 * @param provider the provider's id, {@code "google"}
 * @param account the host's name for the account
 * @param collection the provider's id of the collection
 */
public record WatchedCollection(String provider, String account, String collection) {

    public WatchedCollection {
        requireNonNull(provider, "provider");
        requireNonNull(account, "account");
        requireNonNull(collection, "collection");
    }
}
