package io.kalends.sync;

import static java.util.Objects.requireNonNull;

/**
 * Where something went wrong.
 *
 * @param provider the provider's id, {@code "google"}, {@code "ics"}, {@code "jdbc"}
 * @param collection the calendar or table, without any secret (a feed's address loses its path)
 */
public record Place(String provider, String collection) {

    public Place {
        requireNonNull(provider, "provider");
        requireNonNull(collection, "collection");
    }

    /** A place that whoever throws does not know; the engine names the replica instead. */
    public static Place unknown() {
        return new Place("", "");
    }

    @Override
    public String toString() {
        return provider.isEmpty() ? collection : provider + ":" + collection;
    }
}
