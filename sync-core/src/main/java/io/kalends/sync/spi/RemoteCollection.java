package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collection that an account sees at a provider: a calendar.
 *
 * @param id the provider's own id, never an alias such as {@code primary}
 * @param name what people call it; content, never logged
 * @param access what the account may do there
 * @param primary whether it is the account's main one
 * @param timeZone the zone its times are read in; {@code null} if it has none
 */
public record RemoteCollection(
        String id,
        String name,
        Access access,
        boolean primary,
        @Nullable ZoneId timeZone) {

    /** What an account may do with a collection, the least first. */
    public enum Access {
        /** Sees when somebody is busy, and no records: cannot be synced. */
        BUSY_ONLY,
        /** Reads: import only. */
        READ,
        /** Reads and writes. */
        WRITE
    }

    public RemoteCollection {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(access, "access");
    }

    /** The zone its times are read in, if it has one. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(timeZone);
    }

    /** Id and access. */
    @Override
    public String toString() {
        return "RemoteCollection[" + id + ", " + access + "]";
    }
}
