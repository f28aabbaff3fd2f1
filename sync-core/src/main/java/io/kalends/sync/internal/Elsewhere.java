package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What other pairs agreed on about the two records of a link. In a ring of pairs a version may have come by one way and meet,
 * by the other, what was made of it since: that is no conflict, but a pair that is late.
 *
 * @param agreed for each side, what other pairs of its collection last agreed on
 * @param outlives whether another pair knows that the record outlived the one whose mark it bears, and is one of its own
 */
record Elsewhere(Map<Side, List<Agreed>> agreed, boolean outlives) {

    static final Elsewhere NOTHING = new Elsewhere(Map.of(), false);

    /** What a side held of the record when some pair last agreed on it. */
    record Agreed(boolean there, FieldStates fields, Instant at) {}

    /** When a version came to be: after, and no later than. */
    private record Span(@Nullable Instant after, @Nullable Instant until) {

        boolean isBefore(Span other) {
            if (until == null) {
                return false;
            }
            boolean made = other.after != null && !until.isAfter(other.after);
            return made || (other.until != null && until.isBefore(other.until));
        }
    }

    /** The side whose version of these fields came later, or whose deletion did, where that is known. */
    Optional<Side> later(Link link, Collection<String> fields) {
        boolean leftWasRight = wasAs(link, Side.LEFT, fields);
        if (leftWasRight != wasAs(link, Side.RIGHT, fields)) {
            return Optional.of(leftWasRight ? Side.LEFT : Side.RIGHT);
        }
        Span left = span(link, Side.LEFT, fields);
        Span right = span(link, Side.RIGHT, fields);
        if (left.isBefore(right)) {
            return Optional.of(Side.RIGHT);
        }
        return right.isBefore(left) ? Optional.of(Side.LEFT) : Optional.empty();
    }

    /** Whether a side held before what the other one holds now: then what it holds itself was made of that. */
    private boolean wasAs(Link link, Side side, Collection<String> fields) {
        Observation other = link.on(side.other()).orElseThrow();
        return agreed.getOrDefault(side, List.of()).stream().anyMatch(then -> holds(then, other, fields));
    }

    private static boolean holds(Agreed then, Observation now, Collection<String> fields) {
        boolean there = now.presence() != Presence.DELETED;
        return then.there() == there && (!there || isSame(then.fields(), now.fields(), fields));
    }

    private Span span(Link link, Side side, Collection<String> fields) {
        Instant after = null;
        Instant until = null;
        Observation now = link.on(side).orElseThrow();
        for (Agreed then : agreed.getOrDefault(side, List.of())) {
            if (holds(then, now, fields)) {
                until = until == null || then.at().isBefore(until) ? then.at() : until;
            } else {
                after = after == null || then.at().isAfter(after) ? then.at() : after;
            }
        }
        return new Span(after, until);
    }

    private static boolean isSame(FieldStates then, FieldStates now, Collection<String> fields) {
        return fields.stream().allMatch(field -> {
            FieldState state = now.get(field);
            return state.isUnknown() || then.get(field).isUnknown() || state.equals(then.get(field));
        });
    }
}
