package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.SyncReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that was due.
 *
 * @param pair the pair's id
 * @param done what it did; {@code null} if it failed
 * @param failed what stopped it, an error of the JVM too; {@code null} if nothing did
 */
public record Ran(
        String pair, @Nullable SyncReport done, @Nullable Throwable failed) {

    public Ran {
        requireNonNull(pair, "pair");
    }

    /** What the run did, if it came to its end. */
    public Optional<SyncReport> report() {
        return Optional.ofNullable(done);
    }

    /** What stopped it, if anything did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failed);
    }
}
