package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of one write.
 *
 * @param <R> the record
 */
public sealed interface WriteResult<R> {

    <T> T fold(Cases<R, T> cases);

    /** One function a variant. */
    record Cases<R, T>(
            Function<Applied<R>, T> applied,
            Function<Stale<R>, T> stale,
            Function<Gone<R>, T> gone,
            Function<Rejected<R>, T> rejected,
            Function<Deferred<R>, T> deferred,
            Function<Needless<R>, T> needless,
            Function<Unknown<R>, T> unknown) {}

    static <R> WriteResult<R> applied(Versioned<R> stored) {
        return new Applied<>(stored, false);
    }

    /** The outcome of a create whose record was there already: made by an earlier try, or by somebody else. */
    static <R> WriteResult<R> found(Versioned<R> stored) {
        return new Applied<>(stored, true);
    }

    /** The outcome of a delete that was done. */
    static <R> WriteResult<R> deleted() {
        return new Applied<>(null, false);
    }

    static <R> WriteResult<R> stale() {
        return new Stale<>();
    }

    static <R> WriteResult<R> gone() {
        return new Gone<>();
    }

    static <R> WriteResult<R> rejected(String reason) {
        return new Rejected<>(reason, null);
    }

    /** The outcome of a write that the host's own code failed at, with what that threw. */
    static <R> WriteResult<R> rejected(String reason, Throwable cause) {
        return new Rejected<>(reason, cause);
    }

    static <R> WriteResult<R> deferred(String reason, @Nullable Duration retryAfter) {
        return new Deferred<>(reason, retryAfter);
    }

    static <R> WriteResult<R> needless(String reason) {
        return new Needless<>(reason);
    }

    static <R> WriteResult<R> unknown(String reason) {
        return new Unknown<>(reason);
    }

    /**
     * Done.
     *
     * @param stored what the side holds now, as it would list it; {@code null} after a delete
     * @param found whether a create found its record there already; then its content is merged, not taken as written
     */
    record Applied<R>(@Nullable Versioned<R> stored, boolean found) implements WriteResult<R> {
        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.applied().apply(this);
        }
    }

    /** Not done: the record is not at the revision named. It is observed and planned again. */
    record Stale<R>() implements WriteResult<R> {
        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.stale().apply(this);
        }
    }

    /**
     * Not done: there is no such record any more. Of a delete this is as good as done; of a create it means that its key was
     * used by a record that was deleted since, and the engine tries again under another.
     */
    record Gone<R>() implements WriteResult<R> {
        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.gone().apply(this);
        }
    }

    /**
     * Not done, and repeating it will not help.
     *
     * @param reason the side's own words, for people, maybe with " → what to do"; never content
     * @param cause what the host's own code threw; {@code null} if a server refused the write. Its message may hold content,
     *     so it goes to the {@linkplain SyncListener#threw listener}, and to the log without its message
     */
    record Rejected<R>(String reason, @Nullable Throwable cause) implements WriteResult<R> {
        public Rejected {
            requireNonNull(reason, "reason");
        }

        @Override
        public String toString() {
            return "Rejected[" + reason + "]";
        }

        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.rejected().apply(this);
        }
    }

    /**
     * Not done, worth another try later.
     *
     * @param retryAfter how long the side asked to wait; {@code null} if it did not say
     */
    record Deferred<R>(String reason, @Nullable Duration retryAfter) implements WriteResult<R> {
        public Deferred {
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.deferred().apply(this);
        }
    }

    /**
     * Not done, since the side has nothing to take the record out of: the answer to the create of a child that only says that
     * its parent has nothing in its place ({@link io.kalends.sync.record.ChildNames#isHole}). It stays where it is, at rest, and
     * is asked again when it changes, or when its parent comes or changes what names its children.
     *
     * @param reason why, for people
     */
    record Needless<R>(String reason) implements WriteResult<R> {
        public Needless {
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.needless().apply(this);
        }
    }

    /** Nobody knows: the answer was lost. The engine looks before it repeats anything. */
    record Unknown<R>(String reason) implements WriteResult<R> {
        public Unknown {
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Cases<R, T> cases) {
            return cases.unknown().apply(this);
        }
    }
}
