package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done about one link. */
sealed interface Decision<R> {

    /** The planner must see the content of these sides first. */
    record Need<R>(Set<Side> sides) implements Decision<R> {}

    /** Not yet: a listing is not complete. Nothing changes. */
    record Later<R>() implements Decision<R> {}

    /** The link has nothing left to link. */
    record Forget<R>() implements Decision<R> {}

    /** Something outside the link is in the way. */
    record Wait<R>(Side side, String what, String action) implements Decision<R> {}

    /** Nothing is written; what the sides hold now becomes the base. */
    record Rest<R>(LinkStatus status, @Nullable Side stays, String why) implements Decision<R> {}

    /** The record bears the mark of one on the other side that is not there any more: a copy that outlived it. */
    record Orphan<R>(Side on) implements Decision<R> {}

    /** Puts the record on a side. */
    record Create<R>(
            Side to,
            R record,
            @Nullable String parent,
            @Nullable String formerId,
            Set<Side> losers) implements Decision<R> {}

    /**
     * Removes the record from a side.
     *
     * @param renamed whether it lives on there under another name: then nothing is lost, and the guard does not count it
     */
    record Remove<R>(Side from, boolean keepVersion, String why, boolean renamed) implements Decision<R> {

        Remove(Side from, boolean keepVersion, String why) {
            this(from, keepVersion, why, false);
        }
    }

    /** The record stands alone on a side where its parent is by now: it is made anew below that. */
    record Rehome<R>(Side on) implements Decision<R> {}

    /** Writes edits of a record to the name that it goes by on a side now. */
    record Carry<R>(Side to, Link successor, Merge<R> merge) implements Decision<R> {}

    /** Both versions stay: the right one gets a record and a link of its own. */
    record Fork<R>(R copy) implements Decision<R> {}

    /**
     * Brings fields together.
     *
     * @param writes the fields to write, by side
     * @param records holds the values to write, by side
     * @param settled fields that agree as they are, or are left to differ
     * @param apart those of {@code settled} that differ
     * @param conflicts fields that wait for a decision
     * @param losers why a side's version is overruled and kept
     * @param clears those of {@code writes} that overwrite a whole group with nothing, by side
     * @param linked whether two records that stood on both sides are linked by this
     * @param left fields that differ and are left so, with the reason
     */
    record Merge<R>(
            Map<Side, Set<String>> writes,
            Map<Side, R> records,
            Set<String> settled,
            Set<String> apart,
            Set<String> conflicts,
            Map<Side, String> losers,
            Map<Side, Set<String>> clears,
            boolean linked,
            Map<String, LeftApart> left)
            implements Decision<R> {

        /** Whether nothing is written and nobody asked. */
        boolean isAtRest() {
            return writes.isEmpty() && conflicts.isEmpty();
        }

        Set<String> writesTo(Side side) {
            return writes.getOrDefault(side, Set.of());
        }

        /** The same with only what overwrites a group with nothing, or with all but that. */
        Merge<R> clearing(boolean wanted) {
            Map<Side, Set<String>> some = new EnumMap<>(Side.class);
            writes.forEach((side, fields) -> {
                Set<String> cleared = clears.getOrDefault(side, Set.of());
                Set<String> part = new TreeSet<>(fields);
                part.removeIf(field -> cleared.contains(field) != wanted);
                if (!part.isEmpty()) {
                    some.put(side, part);
                }
            });
            return new Merge<>(
                    some, records, settled, apart, conflicts, losers, wanted ? clears : Map.of(), linked, left);
        }
    }

    /**
     * A difference that does not travel.
     *
     * @param changed the side that changed
     * @param why why its change stays there
     */
    record LeftApart(Side changed, String why) {}

    /** One side deleted what the other edited, and nobody decided yet. */
    record AskAboutDeletion<R>(Side deletedOn) implements Decision<R> {}
}
