package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds that a new row on one side is a record known on the other: by identity, by origin mark, then by content. A row
 * whose mark belongs to another live record is a user's copy, a record of its own.
 */
final class Recognition<R> {

    private static final int BATCH = 200;

    private final RunContext<R> run;
    private final NamedBelow<R> namedBelow;

    Recognition(RunContext<R> run) {
        this.run = run;
        this.namedBelow = new NamedBelow<>(run);
    }

    /**
     * What became of some one-sided links.
     *
     * @param joined links that now have both sides, by the id of the one-sided link they came of
     * @param own links whose origin mark was another's, with a mark of their own
     * @param doubtful ids of links whose mark is that of a record that may have been created here under another id
     */
    record Found(Map<String, Link> joined, Map<String, Link> own, Set<String> doubtful) {}

    Found recognise(Side side, List<Link> newRows, Set<Side> listed) {
        Side across = side.other();
        Map<String, Long> namesAcross = namedBelow.identitiesAcross(side, newRows);
        Set<Long> identities = new HashSet<>(namesAcross.values());
        Set<Long> contents = new HashSet<>();
        Set<String> origins = new HashSet<>();
        for (Link row : newRows) {
            Observation seen = row.on(side).orElseThrow();
            if (seen.identity() != 0) {
                identities.add(seen.identity());
            }
            if (seen.content() != 0) {
                contents.add(seen.content());
            }
            origins.add(seen.origin());
        }
        List<Link> candidates = new ArrayList<>();
        Map<String, Link> byOriginAcross = new HashMap<>();
        for (Link link : run.store().alike(run.pairId(), across, identities, contents, origins)) {
            String mark = link.on(across).orElseThrow().origin();
            if (link.isOn(across)) {
                byOriginAcross.put(mark, link);
            } else {
                byOriginAcross.putIfAbsent(mark, link);
            }
            if (mayTake(link, side)) {
                candidates.add(link);
            }
        }
        Map<String, Link> byOriginHere = liveByOrigin(side, newRows);
        Map<String, Link> own = new HashMap<>();
        Map<String, Observation> open = new LinkedHashMap<>();
        for (Link row : newRows) {
            Observation seen = row.on(side).orElseThrow();
            if (byOriginHere.containsKey(seen.origin())) {
                seen = ofItsOwn(side, seen);
                own.put(row.id(), row.change().on(side, seen).build());
            }
            open.put(row.id(), seen);
        }
        Map<String, Link> joined = new LinkedHashMap<>();
        Map<String, Link> inDoubt = inDoubt(side);
        open.forEach((row, seen) -> {
            Link made = inDoubt.get(seen.id());
            if (made != null) {
                candidates.removeIf(link -> link.id().equals(made.id()));
                joined.put(row, join(made, side, seen));
            }
        });
        open.keySet().removeAll(joined.keySet());
        Set<String> doubtful = new HashSet<>();
        for (Likeness likeness : Likeness.values()) {
            if (likeness == Likeness.ORIGIN) {
                open.forEach((row, seen) -> {
                    if (candidates.stream().anyMatch(link -> mayBeCopied(link, side, seen))) {
                        doubtful.add(row);
                    }
                });
                open.keySet().removeAll(doubtful);
            }
            open.forEach((row, seen) -> pick(
                            candidates,
                            side,
                            seen.withIdentity(namesAcross.getOrDefault(row, seen.identity())),
                            likeness,
                            listed.contains(side))
                    .ifPresent(match -> {
                        candidates.remove(match);
                        joined.put(row, join(match, side, seen));
                    }));
            open.keySet().removeAll(joined.keySet());
        }
        for (Link row : newRows) {
            Observation seen = open.get(row.id());
            Link marked = seen == null ? null : byOriginAcross.get(seen.origin());
            if (seen != null && marked != null && isKnownByAnotherName(marked, across, seen)) {
                // Such as an exception whose series was moved by a program that keeps the marks, there or on both
                // sides.
                own.put(row.id(), row.change().on(side, ofItsOwn(side, seen)).build());
            }
        }
        return new Found(joined, own, doubtful);
    }

    private Observation ofItsOwn(Side side, Observation seen) {
        return seen.withOrigin(run.rules().originOf(side, seen.id()));
    }

    /** Links of which nobody knows whether they were created, by the id that the record was to have. */
    private Map<String, Link> inDoubt(Side side) {
        Map<String, Link> byRecord = new HashMap<>();
        String after = null;
        List<Link> links = run.state().clean() ? List.of() : run.store().intended(run.pairId(), null, BATCH);
        while (!links.isEmpty()) {
            for (Link link : links) {
                after = link.id();
                Intent intent = requireNonNull(link.intent());
                if (creates(link, side)
                        && intent.id() != null
                        && link.on(side.other()).isPresent()) {
                    byRecord.put(intent.id(), link);
                }
            }
            links = links.size() < BATCH ? List.of() : run.store().intended(run.pairId(), after, BATCH);
        }
        return byRecord;
    }

    /** How a row can be known, surest first: all rows are tried by one before any is tried by the next. */
    private enum Likeness {
        IDENTITY_AND_CONTENT,
        IDENTITY,
        ORIGIN,
        CONTENT;

        boolean isByName() {
            return this == IDENTITY_AND_CONTENT || this == IDENTITY;
        }

        boolean of(Observation one, Observation other) {
            boolean sameIdentity = one.identity() != 0 && one.identity() == other.identity();
            return switch (this) {
                case IDENTITY_AND_CONTENT -> sameIdentity && one.content() == other.content();
                case IDENTITY -> sameIdentity;
                case ORIGIN -> one.origin().equals(other.origin());
                case CONTENT -> one.content() != 0 && one.content() == other.content();
            };
        }
    }

    /**
     * The first that was created, of those that fit; one that is gone is known by its origin alone. What is gone from this
     * side may be another row of it that was not listed yet, unless the name tells.
     */
    private Optional<Link> pick(List<Link> candidates, Side side, Observation seen, Likeness likeness, boolean listed) {
        Side across = side.other();
        return candidates.stream()
                .filter(link -> likeness != Likeness.CONTENT
                        || !(isNamedChild(seen) || isNamedChild(link.on(across).orElseThrow())))
                .filter(link -> link.isOn(across)
                        || likeness == Likeness.ORIGIN
                        || (likeness.isByName() && isOutOfScope(link, across)))
                .filter(link -> likeness.of(seen, link.on(across).orElseThrow()))
                .filter(link -> listed || likeness.isByName() || link.on(side).isEmpty())
                .filter(link -> likeness != Likeness.ORIGIN || !isKnownByAnotherName(link, across, seen))
                .findFirst();
    }

    /** A create that is in doubt is known to have another id: who bears its mark may be a copy that somebody made of it. */
    private static boolean mayBeCopied(Link link, Side side, Observation seen) {
        Intent intent = link.intent();
        return intent != null
                && creates(link, side)
                && intent.id() != null
                && !intent.id().equals(seen.id())
                && Likeness.ORIGIN.of(seen, link.on(side.other()).orElseThrow());
    }

    /** Such as an exception of a series: what has the same content and another name is another occurrence, or a copy. */
    private boolean isNamedChild(Observation seen) {
        return seen.parent() != null
                && seen.identity() != 0
                && run.rules().type().childNames().isPresent();
    }

    /**
     * A row under another name than the record's is another record, though it bears the mark: a user's copy, or one of a
     * collection that was taken for this one. Not where this side is known to give the record a name of its own.
     */
    private static boolean isKnownByAnotherName(Link link, Side across, Observation seen) {
        long there = link.on(across).orElseThrow().identity();
        return there != 0
                && seen.identity() != 0
                && seen.identity() != there
                && link.on(across.other()).map(half -> half.identity() == there).orElse(true);
    }

    /** A candidate is there on the other side, and its half on this side is missing, or known to be gone. */
    private static boolean mayTake(Link link, Side side) {
        boolean free =
                link.on(side).map(half -> half.presence() == Presence.DELETED).orElse(true);
        if (link.isOn(side.other()) || isOutOfScope(link, side.other())) {
            return free;
        }
        // It was deleted while nobody knew whether its copy had been made.
        return creates(link, side);
    }

    /** It is there, though nothing of it travels. */
    private static boolean isOutOfScope(Link link, Side side) {
        return link.on(side)
                .map(half -> half.presence() == Presence.OUT_OF_SCOPE)
                .orElse(false);
    }

    private static boolean creates(Link link, Side side) {
        Intent intent = link.intent();
        return intent != null && intent.kind() == Intent.Kind.CREATE && intent.side() == side;
    }

    /** Rows of this side, other than the new ones, that are there and bear the same foreign mark as one of these. */
    private Map<String, Link> liveByOrigin(Side side, List<Link> newRows) {
        Set<String> fresh = new HashSet<>();
        Set<String> origins = new HashSet<>();
        for (Link row : newRows) {
            Observation seen = row.on(side).orElseThrow();
            fresh.add(row.id());
            if (!seen.origin().equals(run.rules().originOf(side, seen.id()))) {
                origins.add(seen.origin());
            }
        }
        Map<String, Link> live = new HashMap<>();
        if (origins.isEmpty()) {
            return live;
        }
        for (Link link : run.store().alike(run.pairId(), side, Set.of(), Set.of(), origins)) {
            Observation half = link.on(side).orElseThrow();
            if (half.isThere() && !fresh.contains(link.id())) {
                live.put(half.origin(), link);
            }
        }
        return live;
    }

    /** What the two agreed on when the copy was made, so that the deletion of the original means the copy as well. */
    private static Agreement asMade(Side side, Intent made) {
        return new Agreement(
                side == Side.LEFT ? made.sent() : made.plannedOn(),
                side == Side.RIGHT ? made.sent() : made.plannedOn(),
                true,
                true,
                Set.of(),
                Set.of(),
                Set.of());
    }

    /** By its id or its mark, where all of it was and is known; or nothing else is left of it. */
    private boolean isCopyOf(Link link, Intent made, Side side, Observation seen) {
        Observation original = link.on(side.other()).orElseThrow();
        boolean isNamed = seen.id().equals(made.id()) || Likeness.ORIGIN.of(seen, original);
        return !original.isThere()
                || (isNamed && isKnown(made.plannedOn()) && isKnown(made.sent()) && isKnown(seen.fields()));
    }

    /** A field that one of them hid is merged as if the two had met for the first time. */
    private boolean isKnown(FieldStates fields) {
        return run.rules().fieldNames().stream()
                .noneMatch(field -> fields.get(field).isUnknown());
    }

    private Link join(Link candidate, Side side, Observation seen) {
        Intent made = candidate.intent();
        boolean isMade = made != null && creates(candidate, side) && isCopyOf(candidate, made, side, seen);
        return candidate
                .change()
                .on(side, seen)
                .agreement(isMade ? asMade(side, requireNonNull(made)) : candidate.agreement())
                .intent(null)
                .due(Observer.AT_ONCE)
                .unburdened()
                .build();
    }
}
