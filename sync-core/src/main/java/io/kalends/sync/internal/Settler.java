package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkBuilder;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Advances the base: only for what was written, and on the other side from the very observation that was planned on. Any
 * other difference stays a change, and is planned. No I/O.
 */
final class Settler<R> {

    private final RunContext<R> run;

    Settler(RunContext<R> run) {
        this.run = run;
    }

    /** Nothing was written: what the sides hold now is the base. */
    Link rest(Link link, Decision.Rest<R> rest) {
        if (isOutside(link)) {
            // What becomes of it out there is agreed on by nobody: once it is inside again, it counts from the former
            // base.
            return settled(link.change(), rest.status()).build();
        }
        Agreement base = new Agreement(
                link.on(Side.LEFT).map(Observation::fields).orElse(FieldStates.none()),
                link.on(Side.RIGHT).map(Observation::fields).orElse(FieldStates.none()),
                isThere(link, Side.LEFT),
                isThere(link, Side.RIGHT),
                narrowedBefore(link, Side.LEFT),
                narrowedBefore(link, Side.RIGHT),
                link.agreement() == null ? Set.of() : link.agreement().apart());
        return settled(link.change().agreement(base), rest.status()).build();
    }

    private static boolean isOutside(Link link) {
        return Stream.of(Side.values())
                .flatMap(side -> link.on(side).stream())
                .anyMatch(half -> half.presence() == Presence.OUT_OF_SCOPE);
    }

    /** Fields that agree, or are left to differ, become the base as they are. */
    Link settleFields(Link link, Decision.Merge<R> merge, Contents<R> contents) {
        Observation left = link.on(Side.LEFT).orElseThrow();
        Observation right = link.on(Side.RIGHT).orElseThrow();
        Agreement base = base(link);
        Set<String> apart = new TreeSet<>(base.apart());
        apart.removeAll(merge.settled());
        apart.addAll(merge.apart());
        Agreement next = new Agreement(
                base.left().with(left.fields(), merge.settled()),
                base.right().with(right.fields(), merge.settled()),
                true,
                true,
                narrowed(Side.LEFT, base.narrowedLeft(), merge.settled(), contents),
                narrowed(Side.RIGHT, base.narrowedRight(), merge.settled(), contents),
                apart);
        return begun(link).agreement(next).build();
    }

    /** The first base of a link is of the versions at work now; a later one keeps its own until all of it is settled. */
    private LinkBuilder begun(Link link) {
        return link.agreement() == null ? link.change().versions(run.rules().versions()) : link.change();
    }

    /**
     * The link after an update: the written fields agree, as they are in the answer.
     *
     * @param merged written fields whose value the other side is yet to be given: what it holds is part of that, so what
     *     was written is the only change left
     */
    Link updated(
            Link link,
            Side to,
            Set<String> fields,
            Set<String> merged,
            Versioned<R> stored,
            FieldStates plannedOn,
            Contents<R> contents) {
        Observation before = link.on(to).orElseThrow();
        Observation answer = run.observer().observe(to, stored, run.now());
        // Our own write is nobody's edit: who modified last is asked of the edit that it carries.
        Observation after = answer.withModifiedAt(before.modifiedAt()).replacing(before.content());
        Agreement base = base(link);
        FieldStates written = base.of(to).with(after.fields(), fields);
        FieldStates across = base.of(to.other()).with(plannedOn, fields).with(plannedOn, merged);
        Set<String> apart = new TreeSet<>(base.apart());
        apart.removeAll(fields);
        return begun(link)
                .on(to, after)
                .agreement(new Agreement(
                        to == Side.LEFT ? written : across,
                        to == Side.RIGHT ? written : across,
                        true,
                        true,
                        narrowed(Side.LEFT, base.narrowedLeft(), fields, contents),
                        narrowed(Side.RIGHT, base.narrowedRight(), fields, contents),
                        apart))
                .intent(null)
                .build();
    }

    /** The link of a record that is on one side only, after edits made under a former name were written to it. */
    Link carried(Link link, Side to, Versioned<R> stored) {
        Observation before = link.on(to).orElseThrow();
        Observation answer = run.observer().observe(to, stored, run.now());
        return link.change()
                .on(to, answer.withModifiedAt(before.modifiedAt()).replacing(before.content()))
                .intent(null)
                .build();
    }

    /** The link after a create: all agrees, also what the side filled in, unless the side is the one to assign it. */
    Link created(Link link, Side to, Versioned<R> stored, FieldStates plannedOn, Contents<R> contents) {
        Observation after = run.observer().observe(to, stored, run.now());
        if (link.on(to.other()).isEmpty()) {
            // A copy made on one side: from here on it is a new record like any other.
            return link.change().on(to, after).intent(null).nextLife().build();
        }
        FieldStates there = after.fields();
        Map<String, FieldState> assigned = new TreeMap<>();
        for (Group<R> group : run.rules().groups()) {
            boolean assigns = run.rules().flows(group, to) && !run.rules().flows(group, to.other());
            for (Field<R> field : group.fields()) {
                if (assigns && !there.get(field.name()).isEmpty()) {
                    assigned.put(field.name(), FieldState.empty());
                }
            }
        }
        FieldStates half = there.with(FieldStates.of(assigned), assigned.keySet());
        Set<String> all = Set.copyOf(run.rules().fieldNames());
        return link.change()
                .versions(run.rules().versions())
                .on(to, after.withModifiedAt(null))
                .agreement(new Agreement(
                        to == Side.LEFT ? half : plannedOn,
                        to == Side.RIGHT ? half : plannedOn,
                        true,
                        true,
                        narrowed(Side.LEFT, Set.of(), all, contents),
                        narrowed(Side.RIGHT, Set.of(), all, contents),
                        Set.of()))
                .intent(null)
                .nextLife()
                .build();
    }

    /**
     * After an answer that was lost: what differs from what was sent may be an edit made since, and is planned as one; so may
     * be what the side hides.
     */
    Link asSent(Link link, Intent intent) {
        Agreement base = requireNonNull(link.agreement());
        FieldStates there = base.of(intent.side());
        Set<String> differing = new TreeSet<>();
        for (String field : run.rules().fieldNames()) {
            FieldState sent = intent.sent().get(field);
            if (!sent.isUnknown() && !sent.equals(there.get(field))) {
                differing.add(field);
            }
        }
        FieldStates half = there.with(intent.sent(), differing);
        return link.change()
                .agreement(new Agreement(
                        intent.side() == Side.LEFT ? half : base.left(),
                        intent.side() == Side.RIGHT ? half : base.right(),
                        base.leftThere(),
                        base.rightThere(),
                        base.narrowedLeft(),
                        base.narrowedRight(),
                        base.apart()))
                .build();
    }

    /**
     * The link after its record was removed from a side, or was found to be gone there. Where it stands on the other side it
     * went with its parent, or to be made again below another: it is made again.
     */
    Link removed(Link link, Side from) {
        if (link.isOn(from.other())) {
            return run.observer().dropped(link.change().intent(null).build(), from);
        }
        Link gone = run.observer().gone(link, from, run.now());
        return settled(gone.change().intent(null).agreement(NOWHERE), LinkStatus.DELETED)
                .build();
    }

    private static final Agreement NOWHERE =
            new Agreement(FieldStates.none(), FieldStates.none(), false, false, Set.of(), Set.of(), Set.of());

    /** Decides from both halves and the base whether anything is left to do. */
    Link conclude(Link link, boolean conflict, Instant now) {
        if (conflict) {
            return link.change().due(null).build();
        }
        return isSettled(link)
                ? settled(link.change(), LinkStatus.SYNCED).build()
                : link.change().status(LinkStatus.PENDING).due(Observer.AT_ONCE).build();
    }

    /** The same after a write. What may belong to another record on one side alone is looked at once more. */
    Link afterWrite(Link link, Instant now) {
        Link concluded = conclude(link, link.status() == LinkStatus.CONFLICT, now);
        boolean standsApart = link.left() != null
                && link.right() != null
                && (link.left().parent() == null) != (link.right().parent() == null);
        return standsApart && concluded.status() == LinkStatus.SYNCED
                ? concluded.change().due(Observer.AT_ONCE).build()
                : concluded;
    }

    private boolean isSettled(Link link) {
        Agreement base = link.agreement();
        if (base == null || link.left() == null || link.right() == null) {
            return false;
        }
        for (String field : run.rules().fieldNames()) {
            for (Side side : Side.values()) {
                FieldState now = link.on(side).orElseThrow().fields().get(field);
                FieldState then = base.of(side).get(field);
                boolean otherKnown =
                        !link.on(side.other()).orElseThrow().fields().get(field).isUnknown();
                if (!now.isUnknown() && otherKnown && !now.equals(then)) {
                    return false;
                }
            }
        }
        return base.leftThere() == isThere(link, Side.LEFT) && base.rightThere() == isThere(link, Side.RIGHT);
    }

    private LinkBuilder settled(LinkBuilder link, LinkStatus status) {
        return link.versions(run.rules().versions())
                .status(status)
                .due(null)
                .unburdened()
                .syncedAt(run.now());
    }

    private static boolean isThere(Link link, Side side) {
        return link.on(side).map(half -> half.presence() != Presence.DELETED).orElse(false);
    }

    private static Agreement base(Link link) {
        Agreement base = link.agreement();
        return base != null && base.leftThere() && base.rightThere()
                ? base
                : new Agreement(FieldStates.none(), FieldStates.none(), true, true, Set.of(), Set.of(), Set.of());
    }

    private static Set<String> narrowedBefore(Link link, Side side) {
        Agreement base = link.agreement();
        return base == null ? Set.of() : base.narrowed(side);
    }

    /** Which fields {@code on} holds only in part, looked at anew where both the fields and the content are at hand. */
    private Set<String> narrowed(Side on, Set<String> before, Set<String> fields, Contents<R> contents) {
        Versioned<R> wide = contents.on(on.other());
        if (wide == null) {
            return before;
        }
        R shown = run.rules().lensTo(on).show(wide.record());
        Set<String> narrowed = new TreeSet<>(before);
        narrowed.removeAll(fields);
        if (!shown.equals(wide.record())) {
            for (Field<R> field : run.rules().type().fields()) {
                if (fields.contains(field.name())
                        && !run.prints()
                                .of(field, field.value(shown))
                                .equals(run.prints().of(field, field.value(wide.record())))) {
                    narrowed.add(field.name());
                }
            }
        }
        return narrowed;
    }
}
