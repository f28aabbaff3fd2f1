package io.kalends.sync.internal;

import io.kalends.sync.Conflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done about a link: a pure function of the link, the rules, the situation and as much content as it
 * asks for. No I/O, no clock. A dry run and a run use it alike.
 */
final class Planner<R> {

    private final Rules<R> rules;
    private final FieldMerge<R> fields;
    private final Holes<R> holes;
    private final Policies<R> policies;

    Planner(Rules<R> rules, Fingerprints prints) {
        this.rules = rules;
        this.policies = new Policies<>(rules);
        this.fields = new FieldMerge<>(rules, prints, policies);
        this.holes = new Holes<>(rules, fields, policies);
    }

    Decision<R> plan(Link link, Contents<R> contents, Situation<R> situation) {
        Observation left = link.left();
        Observation right = link.right();
        if (left == null) {
            return oneSided(link, Side.RIGHT, contents, situation);
        }
        if (right == null) {
            return oneSided(link, Side.LEFT, contents, situation);
        }
        boolean leftGone = left.presence() == Presence.DELETED;
        boolean rightGone = right.presence() == Presence.DELETED;
        if (leftGone && rightGone) {
            return new Decision.Rest<>(LinkStatus.DELETED, null, "deleted on both sides");
        }
        if (leftGone) {
            return deletedOn(Side.LEFT, link, contents, situation);
        }
        if (rightGone) {
            return deletedOn(Side.RIGHT, link, contents, situation);
        }
        if (!left.isThere() || !right.isThere()) {
            return outOfScope(link, contents, situation);
        }
        Decision<R> merged =
                holes.decide(link, contents, situation).orElseGet(() -> fields.merge(link, contents, situation));
        return merged instanceof Decision.Merge<R> merge && merge.isAtRest()
                ? strays(link, situation).<Decision<R>>map(Decision.Rehome::new).orElse(merged)
                : merged;
    }

    /** The side on which the record stands alone, though it belongs to another on both. */
    private Optional<Side> strays(Link link, Situation<R> situation) {
        return Stream.of(Side.values())
                .filter(side -> link.on(side).orElseThrow().parent() == null
                        && link.on(side.other()).orElseThrow().parent() != null
                        && situation.parentOn(side) != null
                        && rules.flows(side.other())
                        && rules.pair().on(side).traits().keepsParents())
                .findFirst();
    }

    /** The record was only ever seen on {@code on}. */
    private Decision<R> oneSided(Link link, Side on, Contents<R> contents, Situation<R> situation) {
        Observation seen = link.on(on).orElseThrow();
        if (!seen.isThere()) {
            return new Decision.Forget<>();
        }
        Agreement base = link.agreement();
        boolean keptApart =
                base != null && link.versions().rules() == rules.versions().rules();
        if (!rules.flows(on) || keptApart) {
            return new Decision.Rest<>(LinkStatus.LOCAL_ONLY, on, stays(on));
        }
        boolean unknown = base == null && link.syncedAt() == null;
        // A side that was empty when the pair met it takes over everything: there was nothing that could be gone.
        boolean mayBeGone =
                situation.listed().contains(on.other()) && !situation.fresh().contains(on.other());
        if (unknown
                && mayBeGone
                && rules.isBornOn(on.other(), seen.origin())
                && !situation.elsewhere().outlives()) {
            return new Decision.Orphan<>(on);
        }
        return create(on, null, contents, situation, Set.of());
    }

    private Decision<R> create(
            Side from, @Nullable String formerId, Contents<R> contents, Situation<R> situation, Set<Side> losers) {
        Side to = from.other();
        if (!situation.listed().contains(to)) {
            return new Decision.Later<>();
        }
        Versioned<R> source = contents.on(from);
        if (source == null) {
            return new Decision.Need<>(EnumSet.of(from));
        }
        String parent = situation.parentOn(to);
        if (source.parent() != null && parent == null && situation.parentStays() != null) {
            return new Decision.Rest<>(LinkStatus.LOCAL_ONLY, from, situation.parentStays());
        }
        if (source.parent() != null && parent == null) {
            return waitsForParent(to, situation.parentOn(from) != null);
        }
        R record = situation.named().apply(rules.lensTo(to).show(source.record()));
        return new Decision.Create<>(to, record, parent, formerId, losers);
    }

    private Decision<R> waitsForParent(Side to, boolean known) {
        Optional<String> pair = rules.pair().parentsIn();
        return known || pair.isPresent()
                ? new Decision.Wait<>(
                        to,
                        "the record it belongs to is not on the " + to.label() + " side",
                        "it is created once that record is there"
                                + pair.map(other -> ", by pair '" + other + "'").orElse(""))
                : new Decision.Wait<>(
                        to,
                        "the record it belongs to is not among this pair's records",
                        "it is created once that record is; if that is another pair's, name the pair by parentsIn(…)");
    }

    /** The record is gone on {@code gone} and known on the other side. */
    private Decision<R> deletedOn(Side gone, Link link, Contents<R> contents, Situation<R> situation) {
        Side there = gone.other();
        Observation seen = link.on(there).orElseThrow();
        Agreement base = link.agreement();
        if (base == null) {
            // They never agreed, so nothing says that the deletion meant the other side's record too.
            return rules.flows(there) && seen.isThere()
                    ? create(there, link.on(gone).orElseThrow().id(), contents, situation, Set.of())
                    : new Decision.Rest<>(LinkStatus.LOCAL_ONLY, there, stays(there));
        }
        if (!base.there(gone) && !base.there(there) && seen.isThere() && rules.flows(there)) {
            // It was gone from both sides and somebody brought it back here.
            return create(there, link.on(gone).orElseThrow().id(), contents, situation, Set.of());
        }
        if (rules.putsBack(gone) && seen.isThere()) {
            return create(there, link.on(gone).orElseThrow().id(), contents, situation, Set.of());
        }
        if (!base.there(gone)) {
            return new Decision.Rest<>(
                    LinkStatus.LOCAL_ONLY,
                    there,
                    "it was deleted on the " + gone.label() + " side, which does not travel");
        }
        if (!seen.isThere()) {
            return new Decision.Rest<>(LinkStatus.LOCAL_ONLY, there, "it lies outside what is kept in sync");
        }
        if (!rules.flows(gone)) {
            return new Decision.Rest<>(
                    LinkStatus.LOCAL_ONLY, there, "deletions on the " + gone.label() + " side do not travel");
        }
        if (!situation.listed().containsAll(EnumSet.allOf(Side.class))) {
            return new Decision.Later<>();
        }
        boolean edited = rules.isEdited(seen, base, there)
                || hasUnseen(seen, base, there)
                || situation.familyEdited().contains(there);
        if (!edited && isHidden(seen, base, there)) {
            return new Decision.Wait<>(
                    there,
                    "it was deleted on the " + gone.label() + " side, and the " + there.label()
                            + " side does not show whether it was edited meanwhile",
                    "it is deleted once the record can be read in full");
        }
        if (!edited && situation.revived()) {
            return new Decision.Wait<>(
                    gone,
                    "the record it belongs to is made again on the " + gone.label() + " side",
                    "it is made again once that record is there");
        }
        if (!edited && wasHidden(base, there) && contents.on(there) == null) {
            return new Decision.Need<>(EnumSet.of(there));
        }
        if (!edited) {
            return new Decision.Remove<>(there, wasHidden(base, there), "deleted on the " + gone.label() + " side");
        }
        if (!rules.flows(there)) {
            if (contents.on(there) == null) {
                return new Decision.Need<>(EnumSet.of(there));
            }
            return new Decision.Remove<>(there, true, "deleted on the " + gone.label() + " side, whose way it is");
        }
        return editAgainstDeletion(gone, link, contents, situation);
    }

    /** Whether the two agreed on a record of which a side hid something: nobody across has seen that, so it is kept. */
    private boolean wasHidden(Agreement base, Side side) {
        return rules.fieldNames().stream()
                .anyMatch(field -> base.of(side).get(field).isUnknown());
    }

    /** Whether a side tells a field that it hid when the two last agreed: whoever deleted the other one never saw it. */
    private boolean hasUnseen(Observation seen, Agreement base, Side side) {
        return rules.fieldNames().stream().anyMatch(field -> {
            FieldState now = seen.fields().get(field);
            return base.of(side).get(field).isUnknown() && !now.isUnknown() && !now.isEmpty();
        });
    }

    /** Whether a side no longer tells a field that it told when the two last agreed. */
    private boolean isHidden(Observation seen, Agreement base, Side side) {
        return rules.fieldNames().stream()
                .anyMatch(field -> seen.fields().get(field).isUnknown()
                        && !base.of(side).get(field).isUnknown());
    }

    private Decision<R> editAgainstDeletion(Side gone, Link link, Contents<R> contents, Situation<R> situation) {
        Side there = gone.other();
        Versioned<R> version = contents.on(there);
        if (version == null) {
            return new Decision.Need<>(EnumSet.of(there));
        }
        Optional<Side> later =
                situation.familyEdited().contains(there) ? Optional.empty() : situation.later(link, rules.fieldNames());
        if (later.isPresent()) {
            return later.get() == there
                    ? create(there, link.on(gone).orElseThrow().id(), contents, situation, Set.of())
                    : new Decision.Remove<>(there, true, "deleted later, by what another pair brought");
        }
        Conflict<R> conflict = new Conflict<>(
                link.id(),
                Set.of(),
                gone == Side.LEFT ? null : version.record(),
                gone == Side.RIGHT ? null : version.record(),
                link.on(Side.LEFT).map(Observation::modifiedAt).orElse(null),
                link.on(Side.RIGHT).map(Observation::modifiedAt).orElse(null));
        Resolution<R> resolution = policies.resolve(conflict, situation.chosen());
        if (resolution instanceof Resolution.Ask<R>) {
            return new Decision.AskAboutDeletion<>(gone);
        }
        if (resolution instanceof Resolution.Keep<R> keep && keep.side() == gone) {
            return new Decision.Remove<>(
                    there, true, "deleted on the " + gone.label() + " side, which the rules prefer");
        }
        return create(there, link.on(gone).orElseThrow().id(), contents, situation, Set.of());
    }

    private Decision<R> outOfScope(Link link, Contents<R> contents, Situation<R> situation) {
        Agreement base = link.agreement();
        if (base == null) {
            return new Decision.Rest<>(LinkStatus.LOCAL_ONLY, null, "it lies outside what is kept in sync");
        }
        boolean changed = rules.isEdited(link.on(Side.LEFT).orElseThrow(), base, Side.LEFT)
                || rules.isEdited(link.on(Side.RIGHT).orElseThrow(), base, Side.RIGHT);
        // An edit may be what moved it out: it travels like any other, so that the copy does not stay behind.
        return changed && base.leftThere() && base.rightThere()
                ? fields.merge(link, contents, situation)
                : new Decision.Rest<>(LinkStatus.SYNCED, null, "it lies outside what is kept in sync");
    }

    /**
     * The record is gone from a side because it goes by another name there now: its edits are carried to that name first.
     *
     * @param successor the one-sided link of that name
     * @param contents the successor's content on {@code gone}, the record's own on the other side
     */
    Decision<R> renamed(Link link, Side gone, Link successor, Contents<R> contents, Situation<R> situation) {
        Side there = gone.other();
        // What was carried in a write whose answer was lost, or that was refused, is not there yet.
        boolean open = successor.intent() != null || successor.status() == LinkStatus.FAILED;
        if (open || !situation.listed().containsAll(EnumSet.allOf(Side.class))) {
            return new Decision.Later<>();
        }
        Link joined = link.change().on(gone, successor.on(gone).orElseThrow()).build();
        Decision<R> merged = fields.merge(joined, contents, situation);
        if (!(merged instanceof Decision.Merge<R> merge)) {
            return merged;
        }
        if (!merge.writesTo(gone).isEmpty()) {
            return new Decision.Carry<>(gone, successor, merge);
        }
        return gone(there, merge);
    }

    /** Its edits are under its new name: what is left of it goes. */
    Decision<R> carried(Decision.Carry<R> carry) {
        Side there = carry.to().other();
        return gone(there, carry.merge());
    }

    private Decision<R> gone(Side there, Decision.Merge<R> merge) {
        boolean loses = merge.losers().containsKey(there) || !merge.conflicts().isEmpty();
        return new Decision.Remove<>(there, loses, "its series was moved or split: it goes by another name now", true);
    }

    private String stays(Side on) {
        return rules.writable(on.other())
                ? "new records on the " + on.label() + " side do not travel"
                : "the " + on.other().label() + " side can only be read";
    }
}
