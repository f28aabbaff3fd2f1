package io.kalends.sync;

import java.util.Map;
import java.util.Optional;

/**
 * Decides where both sides changed the same field, or one changed what the other deleted. Fields that were changed on one
 * side only are merged before any policy is asked. What loses is kept and can be brought back.
 *
 * <p>Called while a plan is made, also for a dry run: pure and quick. It may be called again for the same conflict.
 *
 * @param <R> the record
 */
@FunctionalInterface
public interface ConflictPolicy<R> {

    /**
     * The side whose value of this field always wins, so that it also does where two records meet that were never synced;
     * empty where that depends on the conflict.
     */
    default Optional<Side> winnerOf(String field) {
        return Optional.empty();
    }

    /** The decision; what this throws leaves the conflict open, as {@link Resolution#askSomeone()} does. */
    Resolution<R> resolve(Conflict<R> conflict);

    /**
     * The side that was modified last wins; an edit wins over a deletion. Where the times are unknown or equal, the left
     * side wins.
     */
    static <R> ConflictPolicy<R> lastWriteWins() {
        return conflict -> conflict.deletedOn()
                .map(side -> Resolution.<R>keep(side.other()))
                .orElseGet(() -> Resolution.keep(conflict.modifiedLast()));
    }

    /**
     * This side always wins, also when it deleted the record, and where two records meet that were never synced, unless
     * the pair has a {@linkplain SyncPair.Builder#firstSync first-sync rule}.
     */
    static <R> ConflictPolicy<R> prefer(Side side) {
        return new PreferSide<>(side);
    }

    /** A side for each field, and a policy for the fields that have none. */
    static <R> PerFieldPolicy<R> perField() {
        return new PerFieldPolicy<>(Map.of(), lastWriteWins());
    }

    /** Both versions stay: the right one as a record of its own. */
    static <R> ConflictPolicy<R> keepBoth() {
        return conflict -> conflict.deletedOn()
                .map(side -> Resolution.<R>keep(side.other()))
                .orElseGet(Resolution::keepBoth);
    }

    /** Parks the record, with both versions kept, until {@link SyncEngine#resolve} is called. */
    static <R> ConflictPolicy<R> askSomeone() {
        return conflict -> Resolution.askSomeone();
    }
}
