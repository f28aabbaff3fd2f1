package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Extent;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a side shows into observations, and brings them into links. No I/O. */
final class Observer<R> {

    /** Due now, whatever the clock says later. */
    static final Instant AT_ONCE = Instant.EPOCH;

    private final Rules<R> rules;
    private final Fingerprints prints;
    private final SyncWindow.Range window;
    private final @Nullable Instant lastLook;
    private final Set<Side> anotherLife = EnumSet.noneOf(Side.class);

    /**
     * @param lastLook when all changes were known last; empty before the first complete run
     */
    Observer(Rules<R> rules, Fingerprints prints, SyncWindow.Range window, @Nullable Instant lastLook) {
        this.rules = rules;
        this.prints = prints;
        this.window = window;
        this.lastLook = lastLook;
    }

    Observation observe(Side side, Versioned<R> seen, Instant now) {
        RecordType<R> type = rules.type();
        FieldStates fields = prints.of(type, seen.record(), seen.unknown());
        return new Observation(
                seen.id(),
                inScope(seen.record()) ? Presence.PRESENT : Presence.OUT_OF_SCOPE,
                seen.revision(),
                notInTheFuture(seen.modifiedAt(), now),
                now,
                seen.parent(),
                seen.origin() != null ? seen.origin() : rules.originOf(side, seen.id()),
                identity(seen.record()),
                content(seen, fields),
                fields,
                seen.readOnly());
    }

    long identity(R record) {
        Optional<String> matched = rules.pair().matcher().flatMap(matcher -> matcher.key(record));
        return matched.map(key -> prints.text("match", key))
                .or(() -> rules.type().identity(record).map(id -> prints.text("identity", id)))
                .orElse(0L);
    }

    /**
     * What both sides would hold of it, so that records that are alike have the same number on both; 0 where that is not
     * known in full: two records that are hidden are not alike.
     */
    private long content(Versioned<R> seen, FieldStates fields) {
        if (rules.fieldNames().stream().anyMatch(field -> fields.get(field).isUnknown())) {
            return 0;
        }
        R shown = rules.lensTo(Side.LEFT).show(rules.lensTo(Side.RIGHT).show(seen.record()));
        FieldStates states = shown.equals(seen.record()) ? fields : prints.of(rules.type(), shown, seen.unknown());
        long content = prints.over(states, rules.fieldNames());
        return isLoneChild(seen) ? content ^ identity(seen.record()) : content;
    }

    /** Without its parent a child is known by its name alone: what says the same under another name is another child. */
    private boolean isLoneChild(Versioned<R> seen) {
        RecordType<R> type = rules.type();
        return seen.parent() == null
                && type.childNames().isPresent()
                && type.parent(seen.record()).isPresent();
    }

    /** Whether the pair's filter and window take a record. */
    boolean inScope(R record) {
        if (!rules.pair().filter().map(filter -> filter.test(record)).orElse(true)) {
            return false;
        }
        Instant from = window.from();
        Instant to = window.to();
        if (from == null || to == null) {
            return true;
        }
        Optional<Extent> extent = rules.type().extent(record);
        return extent.map(time -> time.overlaps(from, to)).orElse(true);
    }

    /** A time that has not come yet says nothing about who was last. */
    private static @Nullable Instant notInTheFuture(@Nullable Instant modifiedAt, Instant now) {
        return modifiedAt != null && modifiedAt.isAfter(now) ? now : modifiedAt;
    }

    /**
     * The link after one of its halves was seen anew; due if that changes anything between the sides, and the very same
     * link if there is nothing to store.
     */
    Link seen(Link link, Side side, Observation told) {
        Observation known = link.on(side).orElse(null);
        Observation seen = known == null ? told : told.withOrigin(origin(side, known, told));
        if (known != null && showsTheSame(known, seen)) {
            boolean nothingNew = sameRevision(known, seen) || (isUnnumbered(known, seen) && keepsTime(known, seen));
            return nothingNew
                    ? link
                    : link.change().on(side, seen.replacing(known.replaced())).build();
        }
        if (known != null && isGivenUp(link, known, seen)) {
            return link.change().on(side, seen.replacing(known.content())).build();
        }
        // Under one revision the side's time cannot have moved by an edit; after our own write it is not an edit's
        // either.
        Observation kept = known == null
                ? seen
                : seen.withModifiedAt(sameRevision(known, seen) ? known.modifiedAt() : corrected(side, known, seen));
        // A late page may show again what the side itself moved away from.
        long left = known == null || known.content() == seen.content() ? 0 : known.content();
        return link.change()
                .on(side, kept.replacing(left))
                .agreement(released(rebased(link, side, known, seen), side, known, seen))
                .status(stillInConflict(link))
                .due(AT_ONCE)
                .unburdened()
                .build();
    }

    /** A copy that was found to be a record of its own stays one, whatever mark it bears. */
    private String origin(Side side, Observation known, Observation told) {
        return known.origin().equals(rules.originOf(side, known.id())) ? known.origin() : told.origin();
    }

    /** The side begins another life: what it showed in the former one says nothing of when its records were edited. */
    void livesAnew(Side side) {
        anotherLife.add(side);
    }

    private @Nullable Instant corrected(Side side, Observation known, Observation seen) {
        return anotherLife.contains(side) ? seen.modifiedAt() : notBeforeTheLastLook(known, seen);
    }

    /** An edit that the last look did not show was made after it, whatever the side's clock says. */
    private @Nullable Instant notBeforeTheLastLook(Observation known, Observation seen) {
        Instant told = seen.modifiedAt();
        if (told == null) {
            return null;
        }
        Instant earliest = lastLook != null && lastLook.isAfter(known.observedAt()) ? lastLook : known.observedAt();
        return told.isBefore(earliest) ? earliest : told;
    }

    /** A link that swings stays given up while the side shows one of the values that it swings between. */
    private static boolean isGivenUp(Link link, Observation known, Observation seen) {
        return link.status() == LinkStatus.FAILED
                && link.swings().count() >= Outcomes.MAX_SWINGS
                && (seen.content() == known.content() || seen.content() == known.replaced());
    }

    /** The link after one of its halves was found to be gone. */
    Link missing(Link link, Side side, Instant now) {
        Agreement base = link.agreement();
        boolean wasThere = link.isOn(side);
        // Nobody looked since its parent was written: the side may have dropped it with that, which is no deletion.
        return base != null && wasThere && !base.there(side) && base.there(side.other()) && link.isOn(side.other())
                ? dropped(link, side)
                : gone(link, side, now);
    }

    /**
     * The link after one of its halves went with something that was written or made again, which is no deletion: it is made
     * there again. What it was a copy of went too, so from here on it is a record of its own.
     */
    Link dropped(Link link, Side side) {
        Observation here = link.on(side.other()).orElseThrow();
        return link.change()
                .on(side, null)
                .on(
                        side.other(),
                        rules.isBornOn(side, here.origin())
                                ? here.withOrigin(rules.originOf(side.other(), here.id()))
                                : here)
                .agreement(null)
                .status(LinkStatus.PENDING)
                .due(AT_ONCE)
                .unburdened()
                .build();
    }

    /**
     * The same, of what went with the deletion of its parent, which is made again: wherever it was born, it was deleted with
     * that, so nobody is to take it for a copy of what is gone.
     */
    Link wentWithParent(Link link, Side side) {
        Link dropped = dropped(link, side);
        Observation here = dropped.on(side.other()).orElseThrow();
        return dropped.change()
                .on(side.other(), here.withOrigin(rules.originOf(side.other(), here.id())))
                .build();
    }

    /**
     * The link after a side emptied one of its halves because the record's parent was written: what differs there is nobody's
     * edit, and the other side's values are to be written again.
     */
    Link emptied(Link link, Side side) {
        Agreement base = requireNonNull(link.agreement());
        Observation here = link.on(side).orElseThrow();
        Set<String> differing = new HashSet<>();
        for (String field : rules.fieldNames()) {
            FieldState now = here.fields().get(field);
            if (!now.isUnknown() && !now.equals(base.of(side).get(field))) {
                differing.add(field);
            }
        }
        FieldStates half = base.of(side).with(here.fields(), differing);
        FieldStates across = base.of(side.other()).with(here.fields(), differing);
        return link.change()
                .agreement(new Agreement(
                        side == Side.LEFT ? half : across,
                        side == Side.RIGHT ? half : across,
                        true,
                        true,
                        base.narrowedLeft(),
                        base.narrowedRight(),
                        base.apart()))
                .due(AT_ONCE)
                .build();
    }

    /** The link after one of its halves was deleted. */
    Link gone(Link link, Side side, Instant now) {
        Observation known = link.on(side).orElseThrow();
        return link.change()
                .on(side, known.at(Presence.DELETED, now))
                .status(stillInConflict(link))
                .due(AT_ONCE)
                .unburdened()
                .build();
    }

    /** A conflict is over only when it is planned again: until then its open versions are kept. */
    private static LinkStatus stillInConflict(Link link) {
        return link.status() == LinkStatus.CONFLICT ? LinkStatus.CONFLICT : LinkStatus.PENDING;
    }

    /** A newer library that reads the same revision otherwise has not seen an edit: the base moves along. */
    private @Nullable Agreement rebased(Link link, Side side, @Nullable Observation known, Observation seen) {
        Agreement base = link.agreement();
        boolean otherMapping = link.versions().mapping() != rules.versions().mapping();
        if (base == null || known == null || !otherMapping || !isUnedited(known, seen)) {
            return base;
        }
        FieldStates half = base.of(side).with(seen.fields(), base.of(side).names());
        return new Agreement(
                side == Side.LEFT ? half : base.left(),
                side == Side.RIGHT ? half : base.right(),
                base.leftThere(),
                base.rightThere(),
                base.narrowedLeft(),
                base.narrowedRight(),
                base.apart());
    }

    /**
     * What was left apart because the side did not let it be written, and now may be: the other side's value is an edit since
     * the two were alike.
     */
    private static @Nullable Agreement released(
            @Nullable Agreement base, Side side, @Nullable Observation known, Observation seen) {
        if (base == null || known == null) {
            return base;
        }
        Set<String> released = new HashSet<>(known.readOnly());
        released.removeAll(seen.readOnly());
        released.retainAll(base.apart());
        if (released.isEmpty()) {
            return base;
        }
        FieldStates across = base.of(side.other()).with(base.of(side), released);
        return new Agreement(
                side == Side.LEFT ? base.left() : across,
                side == Side.LEFT ? across : base.right(),
                base.leftThere(),
                base.rightThere(),
                base.narrowedLeft(),
                base.narrowedRight(),
                base.apart());
    }

    private static boolean showsTheSame(Observation known, Observation seen) {
        return known.presence() == seen.presence()
                && (known.parent() == null) == (seen.parent() == null)
                && known.fields().equals(seen.fields())
                && known.readOnly().equals(seen.readOnly());
    }

    private static boolean isUnnumbered(Observation known, Observation seen) {
        return known.revision() == null && seen.revision() == null;
    }

    /** Not later than known; what is known may have been corrected upward. */
    private static boolean keepsTime(Observation known, Observation seen) {
        Instant before = known.modifiedAt();
        Instant now = seen.modifiedAt();
        return before == null ? now == null : now != null && !now.isAfter(before);
    }

    /** By the side's own account: an equal revision, or where there are none an equal time. */
    private static boolean isUnedited(Observation known, Observation seen) {
        return sameRevision(known, seen)
                || (isUnnumbered(known, seen) && known.modifiedAt() != null && keepsTime(known, seen));
    }

    private static boolean sameRevision(@Nullable Observation known, Observation seen) {
        return known != null && known.revision() != null && known.revision().equals(seen.revision());
    }
}
