package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of one id: it is there, it is gone, or it could not be read.
 *
 * @param <R> the record
 */
public sealed interface Entry<R> {

    /** The side's id of the record. */
    String id();

    <T> T fold(Function<Present<R>, T> present, Function<Removed<R>, T> removed, Function<Unreadable<R>, T> unreadable);

    static <R> Entry<R> present(Versioned<R> record) {
        return new Present<>(record);
    }

    static <R> Entry<R> removed(String id) {
        return new Removed<>(id);
    }

    static <R> Entry<R> unreadable(String id, String reason) {
        return new Unreadable<>(id, reason, null);
    }

    /** A record that the host's own code failed at, with what that threw. */
    static <R> Entry<R> unreadable(String id, String reason, Throwable cause) {
        return new Unreadable<>(id, reason, cause);
    }

    /** The record as it is now. */
    record Present<R>(Versioned<R> record) implements Entry<R> {
        public Present {
            requireNonNull(record, "record");
        }

        @Override
        public String id() {
            return record.id();
        }

        @Override
        public <T> T fold(
                Function<Present<R>, T> present,
                Function<Removed<R>, T> removed,
                Function<Unreadable<R>, T> unreadable) {
            return present.apply(this);
        }
    }

    /**
     * In a listing a hint that the record may be gone, which the engine confirms; in the answer to
     * {@link ChangeSource#fetch} the proof that it is.
     */
    record Removed<R>(String id) implements Entry<R> {
        public Removed {
            requireNonNull(id, "id");
        }

        @Override
        public <T> T fold(
                Function<Present<R>, T> present,
                Function<Removed<R>, T> removed,
                Function<Unreadable<R>, T> unreadable) {
            return removed.apply(this);
        }
    }

    /**
     * The record is there but cannot be read (malformed, forbidden). It counts as seen and unchanged, and is reported.
     *
     * @param reason what is wrong and where, for people; never content
     * @param cause what the host's own code threw; {@code null} if it is the record that is wrong. Its message may hold
     *     content, so it goes to the {@linkplain SyncListener#threw listener}, and to the log without its message
     */
    record Unreadable<R>(String id, String reason, @Nullable Throwable cause) implements Entry<R> {
        public Unreadable {
            requireNonNull(id, "id");
            requireNonNull(reason, "reason");
        }

        @Override
        public String toString() {
            return "Unreadable[" + id + ": " + reason + "]";
        }

        @Override
        public <T> T fold(
                Function<Present<R>, T> present,
                Function<Removed<R>, T> removed,
                Function<Unreadable<R>, T> unreadable) {
            return unreadable.apply(this);
        }
    }
}
