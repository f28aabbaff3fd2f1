package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Conflict;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.record.ChildNames;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about a child of which one side left nothing but a hole. To whoever did so it is a deletion: it is taken whole or
 * not at all, against an edit like any other deletion, and what the other side held is kept.
 */
final class Holes<R> {

    private final Rules<R> rules;
    private final FieldMerge<R> fields;
    private final Policies<R> policies;
    private final Optional<ChildNames<R>> names;

    Holes(Rules<R> rules, FieldMerge<R> fields, Policies<R> policies) {
        this.rules = rules;
        this.fields = fields;
        this.policies = policies;
        this.names = rules.type().childNames();
    }

    /** Empty if neither side made a hole of it, so that its fields are merged like those of any record. */
    Optional<Decision<R>> decide(Link link, Contents<R> contents, Situation<R> situation) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Agreement base = link.agreement();
        Set<Side> changed = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (base == null || rules.isEdited(half(link, side), base, side)) {
                changed.add(side);
            }
        }
        boolean agreeAtFirst = base == null && fields.equalAndKnown(half(link, Side.LEFT), half(link, Side.RIGHT));
        if (agreeAtFirst) {
            return Optional.empty();
        }
        for (Side side : changed) {
            if (contents.on(side) == null) {
                return Optional.of(new Decision.Need<>(EnumSet.of(side)));
            }
        }
        for (Side hole : changed) {
            if (isHole(contents, hole)) {
                Side there = hole.other();
                if (contents.on(there) == null) {
                    return Optional.of(new Decision.Need<>(EnumSet.of(there)));
                }
                return isHole(contents, there)
                        ? Optional.empty()
                        : Optional.of(decide(hole, changed, link, contents, situation));
            }
        }
        return Optional.empty();
    }

    private Decision<R> decide(Side hole, Set<Side> changed, Link link, Contents<R> contents, Situation<R> situation) {
        Side there = hole.other();
        if (link.agreement() == null) {
            return firstMeeting(hole, link, contents);
        }
        if (!changed.contains(there) || !rules.flows(there)) {
            return takeHole(hole, link, contents);
        }
        if (!rules.flows(hole)) {
            return takeRecord(there, link, contents);
        }
        Resolution<R> resolution = policies.resolve(conflict(hole, link, contents), situation.chosen());
        if (resolution instanceof Resolution.Ask<R>) {
            return new Decision.AskAboutDeletion<>(hole);
        }
        boolean deletes = resolution instanceof Resolution.Keep<R> keep && keep.side() == hole;
        return deletes ? takeHole(hole, link, contents) : takeRecord(there, link, contents);
    }

    private Decision<R> takeHole(Side hole, Link link, Contents<R> contents) {
        return fields.takeOver(hole, "deleted on the " + hole.label() + " side", link, contents);
    }

    private Decision<R> takeRecord(Side there, Link link, Contents<R> contents) {
        Side hole = there.other();
        boolean holdsUnshown = !names.orElseThrow().isHole(record(contents, hole));
        return fields.fill(hole, holdsUnshown ? "it is shown again, without this" : null, link, contents);
    }

    private static <R> Conflict<R> conflict(Side hole, Link link, Contents<R> contents) {
        return new Conflict<>(
                link.id(),
                Set.of(),
                hole == Side.LEFT ? null : record(contents, Side.LEFT),
                hole == Side.RIGHT ? null : record(contents, Side.RIGHT),
                half(link, Side.LEFT).modifiedAt(),
                half(link, Side.RIGHT).modifiedAt());
    }

    /** They never agreed, so nothing says that the hole meant the other side's record; only a rule for one side does. */
    private Decision<R> firstMeeting(Side hole, Link link, Contents<R> contents) {
        FirstSync rule = rules.pair().firstSync();
        if (rule == FirstSync.KEEP_BOTH_AS_THEY_ARE) {
            return fields.leaveAsTheyAre(link, contents);
        }
        boolean holeIsPreferred = rule == (hole == Side.LEFT ? FirstSync.PREFER_LEFT : FirstSync.PREFER_RIGHT);
        return holeIsPreferred || alwaysWins(hole)
                ? takeHole(hole, link, contents)
                : takeRecord(hole.other(), link, contents);
    }

    private boolean alwaysWins(Side side) {
        return rules.fieldNames().stream()
                .allMatch(field -> policies.winnerAtFirst(field).equals(Optional.of(side)));
    }

    /** As the other side is shown it: a side that keeps the texts of what is called off means no less of a hole. */
    private boolean isHole(Contents<R> contents, Side side) {
        return names.orElseThrow().isHole(rules.lensTo(side.other()).show(record(contents, side)));
    }

    private static Observation half(Link link, Side side) {
        return link.on(side).orElseThrow();
    }

    private static <R> R record(Contents<R> contents, Side side) {
        return requireNonNull(contents.on(side)).record();
    }
}
