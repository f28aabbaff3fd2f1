package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * That a collection is to be watched, and for which pairs. What is wanted is kept here, what there is in
 * {@link PushChannel}s; a check brings the two together.
 *
 * @param of what is watched
 * @param pairs which pairs are due when it changes
 * @param state what is wanted
 * @param checkAt when its channels are to be looked at again
 * @param claimedUntil until when somebody is looking at them; in the past if nobody is
 * @param version another one after each change, drawn at random
 */
public record Watch(
        WatchedCollection of,
        List<WatchedPair> pairs,
        State state,
        Instant checkAt,
        Instant claimedUntil,
        long version) {

    /** What is wanted of a collection. */
    public enum State {
        /** A channel is to be open. */
        PUSH,
        /** The provider has no push for it: its pairs are polled. */
        POLLED,
        /** No channel is to be open, and nobody is told any more. */
        STOPPING
    }

    /** How soon an account is tried again that is to be connected again, in case nobody says that it was. */
    static final Duration WITHOUT_ACCOUNT = Duration.ofHours(1);

    /** Later than every check. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Before every claim. */
    static final Instant NOBODY = Instant.EPOCH;

    public Watch {
        requireNonNull(of, "of");
        pairs = List.copyOf(pairs);
        requireNonNull(state, "state");
        requireNonNull(checkAt, "checkAt");
        requireNonNull(claimedUntil, "claimedUntil");
    }

    Watch wanting(State state, List<WatchedPair> pairs, Instant checkAt, long version) {
        return new Watch(of, pairs, state, checkAt, claimedUntil, version);
    }

    Watch checkedAt(Instant checkAt, long version) {
        return new Watch(of, pairs, state, checkAt, claimedUntil, version);
    }

    Watch claimed(Instant until, long version) {
        return new Watch(of, pairs, state, checkAt, until, version);
    }
}
