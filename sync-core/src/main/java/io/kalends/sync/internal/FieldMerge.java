package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.Conflict;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Merges a record that is on both sides, group by group: a side changed only where it differs from its own half of the
 * base, and the sides are compared with each other only through the lenses.
 */
final class FieldMerge<R> {

    private static final String BOTH_CHANGED = "both sides changed it";
    private static final String NOT_OVERWRITTEN = "existing records are not overwritten";
    private static final String NEVER_SYNCED = "the two were never synced before";

    private final Rules<R> rules;
    private final Fingerprints prints;
    private final Policies<R> policies;
    private final ElementMerge<R> elements;

    FieldMerge(Rules<R> rules, Fingerprints prints, Policies<R> policies) {
        this.rules = rules;
        this.prints = prints;
        this.policies = policies;
        this.elements = new ElementMerge<>(prints);
    }

    /** What a group's two halves did since they agreed. */
    private enum Change {
        NONE,
        LEFT,
        RIGHT,
        BOTH,
        NO_BASE,
        NEW_RULES
    }

    Decision<R> merge(Link link, Contents<R> contents, Situation<R> situation) {
        Observation left = link.on(Side.LEFT).orElseThrow();
        Observation right = link.on(Side.RIGHT).orElseThrow();
        Agreement base = link.agreement();
        MergeBuilder<R> merge = new MergeBuilder<>(rules, base == null);
        if (base == null && equalAndKnown(left, right)) {
            return merge.settle(Set.copyOf(rules.fieldNames())).build(contents);
        }
        boolean newRules =
                base != null && link.versions().rules() != rules.versions().rules();
        List<Group<R>> conflicting = new ArrayList<>();
        for (Group<R> whole : rules.groups()) {
            Group<R> group = known(whole, left, right);
            if (group.fields().isEmpty()) {
                continue;
            }
            Change change = change(group, left, right, base, newRules);
            if (change == Change.NONE) {
                merge.stayApart(stillApart(group, base));
                merge.settle(group.names());
                continue;
            }
            Set<Side> needed = needs(change, group, base);
            if (!has(contents, needed)) {
                return new Decision.Need<>(needed);
            }
            switch (change) {
                case LEFT -> from(Side.LEFT, group, left, right, base, contents, merge);
                case RIGHT -> from(Side.RIGHT, group, left, right, base, contents, merge);
                case NEW_RULES -> underNewRules(group, left, right, requireNonNull(base), contents, merge);
                default -> together(change, group, left, right, base, contents, merge, conflicting);
            }
        }
        if (conflicting.isEmpty()) {
            return merge.build(contents);
        }
        return resolve(conflicting, link, contents, situation, merge);
    }

    /**
     * One side's version as a whole, whatever the other one changed.
     *
     * @param overruled why what the other side holds is overruled, and so kept; {@code null} if nothing is lost with it
     */
    Decision<R> takeOver(Side winner, @Nullable String overruled, Link link, Contents<R> contents) {
        return whole(link, contents, (group, merge) -> {
            from(winner, group, half(link, Side.LEFT), half(link, Side.RIGHT), link.agreement(), contents, merge);
            if (overruled != null) {
                merge.lose(winner.other(), overruled);
            }
        });
    }

    /** Every difference stays. */
    Decision<R> leaveAsTheyAre(Link link, Contents<R> contents) {
        return whole(link, contents, (group, merge) -> merge.leaveApart(group.names(), Side.LEFT, NOT_OVERWRITTEN));
    }

    private Decision<R> whole(Link link, Contents<R> contents, BiConsumer<Group<R>, MergeBuilder<R>> differing) {
        Observation left = half(link, Side.LEFT);
        Observation right = half(link, Side.RIGHT);
        MergeBuilder<R> merge = new MergeBuilder<>(rules, link.agreement() == null);
        for (Group<R> whole : rules.groups()) {
            Group<R> group = known(whole, left, right);
            if (agree(group, left, right, contents)) {
                merge.settle(group.names());
            } else {
                differing.accept(group, merge);
            }
        }
        return merge.build(contents);
    }

    private static Observation half(Link link, Side side) {
        return link.on(side).orElseThrow();
    }

    /** Equal field by field, so that nothing need be loaded: the usual case of two sides that agreed before. */
    boolean equalAndKnown(Observation left, Observation right) {
        return rules.fieldNames().stream().allMatch(field -> {
            FieldState state = left.fields().get(field);
            return !state.isUnknown() && state.equals(right.fields().get(field));
        });
    }

    /** The group without the fields that a side does not tell: those are neither changed nor written. */
    private Group<R> known(Group<R> group, Observation left, Observation right) {
        List<Field<R>> known = group.fields().stream()
                .filter(field -> !left.fields().get(field.name()).isUnknown()
                        && !right.fields().get(field.name()).isUnknown())
                .toList();
        return new Group<>(group.name(), known, group.flow());
    }

    private Change change(
            Group<R> group, Observation left, Observation right, @Nullable Agreement base, boolean newRules) {
        boolean changedLeft = false;
        boolean changedRight = false;
        for (Field<R> field : group.fields()) {
            FieldState thenLeft =
                    base == null ? FieldState.unknown() : base.left().get(field.name());
            FieldState thenRight =
                    base == null ? FieldState.unknown() : base.right().get(field.name());
            if (thenLeft.isUnknown() || thenRight.isUnknown()) {
                return Change.NO_BASE;
            }
            changedLeft |= !thenLeft.equals(left.fields().get(field.name()));
            changedRight |= !thenRight.equals(right.fields().get(field.name()));
        }
        if (changedLeft && changedRight) {
            return Change.BOTH;
        }
        if (changedLeft || changedRight) {
            return changedLeft ? Change.LEFT : Change.RIGHT;
        }
        return newRules ? Change.NEW_RULES : Change.NONE;
    }

    /** A change on one side is written from that side's content; everything else is compared, so both are needed. */
    private Set<Side> needs(Change change, Group<R> group, @Nullable Agreement base) {
        if (change == Change.LEFT || change == Change.RIGHT) {
            Side from = change == Change.LEFT ? Side.LEFT : Side.RIGHT;
            // What was left apart is overruled now, and the losing version is kept: it must be at hand.
            boolean both = base != null
                    && (intersects(base.narrowed(from), group.names()) || intersects(base.apart(), group.names()));
            both |= isPutBack(group, from);
            return both ? EnumSet.allOf(Side.class) : EnumSet.of(from);
        }
        return EnumSet.allOf(Side.class);
    }

    private boolean has(Contents<R> contents, Set<Side> sides) {
        return sides.stream().allMatch(side -> contents.on(side) != null);
    }

    /** Only {@code from} changed, or its version was chosen. */
    private void from(
            Side from,
            Group<R> group,
            Observation left,
            Observation right,
            @Nullable Agreement base,
            Contents<R> contents,
            MergeBuilder<R> merge) {
        Side to = from.other();
        Observation source = from == Side.LEFT ? left : right;
        Observation target = from == Side.LEFT ? right : left;
        Optional<String> stays = whyItStays(from, group, target);
        if (stays.isPresent() && isPutBack(group, from)) {
            putBack(to, group, left, right, base, contents, merge);
            return;
        }
        if (stays.isPresent()) {
            merge.leaveApart(group.names(), from, stays.get());
            return;
        }
        Set<String> lost = lost(from, group, base, contents);
        if (!lost.isEmpty() && shows(from, group, target, contents)) {
            merge.settleUnseen(lost, from, "the " + to.label() + " side cannot hold it");
            merge.settle(group.names());
            return;
        }
        boolean overrules = base != null && intersects(base.apart(), group.names());
        if (base != null && intersects(base.narrowed(from), group.names())) {
            writeRestored(from, group, contents, merge);
        } else {
            merge.write(to, group.names());
        }
        if (overrules) {
            merge.lose(to, "the two were left to differ before");
        }
        boolean clears = group.fields().stream()
                        .allMatch(field -> source.fields().get(field.name()).isEmpty())
                && group.fields().stream()
                        .anyMatch(field -> !target.fields().get(field.name()).isEmpty());
        if (clears) {
            merge.clear(to);
        }
    }

    private boolean isPutBack(Group<R> group, Side from) {
        return group.flow().putsBack() && !rules.flows(group, from) && rules.flows(group, from.other());
    }

    private void putBack(
            Side original,
            Group<R> group,
            Observation left,
            Observation right,
            @Nullable Agreement base,
            Contents<R> contents,
            MergeBuilder<R> merge) {
        if (shows(original, group, original == Side.LEFT ? right : left, contents)) {
            merge.settle(group.names());
            return;
        }
        from(original, group, left, right, base, contents, merge);
        merge.lose(original.other(), "what is changed there is put back");
    }

    /** Fields of a changed group of which the other side cannot hold all. */
    private Set<String> lost(Side from, Group<R> group, @Nullable Agreement base, Contents<R> contents) {
        Versioned<R> source = contents.on(from);
        return base == null || source == null || intersects(base.narrowed(from), group.names())
                ? Set.of()
                : rules.lensTo(from.other()).lost(source.record(), group.fields(), prints);
    }

    /** {@code from} holds the value only in part: what was lost on the way there is put back, or the edit stays. */
    private void writeRestored(Side from, Group<R> group, Contents<R> contents, MergeBuilder<R> merge) {
        Side to = from.other();
        R old = record(contents, to);
        R returned = record(contents, from);
        for (Field<R> field : group.fields()) {
            Optional<JsonNode> value = rules.lensTo(from).put(field, old, returned, prints);
            if (value.isEmpty()) {
                merge.leaveApart(
                        group.names(),
                        from,
                        "the " + from.label() + " side holds only a part of it, so its edit is not copied back");
                return;
            }
            merge.compose(to, field.name(), value.get());
        }
        merge.write(to, group.names());
    }

    private Optional<String> whyItStays(Side from, Group<R> group, Observation target) {
        Side to = from.other();
        if (!rules.writable(to)) {
            return Optional.of("the " + to.label() + " side can only be read");
        }
        if (!rules.flows(group, from)) {
            return Optional.of("changes on the " + from.label() + " side do not travel");
        }
        return intersects(target.readOnly(), group.names())
                ? Optional.of("the " + to.label() + " side does not let it be written on this record")
                : Optional.empty();
    }

    /** Both changed, or there is no base: compared first. */
    private void together(
            Change change,
            Group<R> group,
            Observation left,
            Observation right,
            @Nullable Agreement base,
            Contents<R> contents,
            MergeBuilder<R> merge,
            List<Group<R>> conflicting) {
        if (agree(group, left, right, contents)) {
            merge.settle(group.names());
            return;
        }
        boolean leftFlows = rules.flows(group, Side.LEFT);
        boolean rightFlows = rules.flows(group, Side.RIGHT);
        if (change == Change.NO_BASE) {
            firstMeeting(group, left, right, contents, merge);
        } else if (leftFlows && rightFlows) {
            if (!elements.merge(group, requireNonNull(base), left, right, contents, merge)) {
                conflicting.add(group);
            }
        } else if (leftFlows || rightFlows) {
            Side winner = leftFlows ? Side.LEFT : Side.RIGHT;
            from(winner, group, left, right, base, contents, merge);
            merge.lose(winner.other(), BOTH_CHANGED);
        } else {
            merge.leaveApart(group.names(), Side.LEFT, "it does not travel");
        }
    }

    /** Whether one side holds what the other's value becomes on its way there. */
    private boolean agree(Group<R> group, Observation left, Observation right, Contents<R> contents) {
        return shows(Side.LEFT, group, right, contents) || shows(Side.RIGHT, group, left, contents);
    }

    /** Whether what {@code from} shows to the other side is what stands there. */
    private boolean shows(Side from, Group<R> group, Observation target, Contents<R> contents) {
        FieldStates shown = shown(from, contents);
        return group.fields().stream()
                .allMatch(
                        field -> shown.get(field.name()).equals(target.fields().get(field.name())));
    }

    private FieldStates shown(Side from, Contents<R> contents) {
        return prints.of(rules.type(), rules.lensTo(from.other()).show(record(contents, from)), Set.of());
    }

    /** The first-sync rule; empty never wins. */
    private void firstMeeting(
            Group<R> group, Observation left, Observation right, Contents<R> contents, MergeBuilder<R> merge) {
        boolean leftEmpty = isEmpty(group, left);
        boolean rightEmpty = isEmpty(group, right);
        FirstSync rule = rules.pair().firstSync();
        Side winner;
        if (leftEmpty != rightEmpty) {
            winner = leftEmpty ? Side.RIGHT : Side.LEFT;
        } else if (rule == FirstSync.KEEP_BOTH_AS_THEY_ARE) {
            merge.leaveApart(group.names(), Side.LEFT, NOT_OVERWRITTEN);
            return;
        } else {
            Optional<Side> ruled = policies.winnerAtFirst(group.fields().get(0).name());
            winner = ruled.orElseGet(() -> switch (rule) {
                case PREFER_LEFT -> Side.LEFT;
                case PREFER_RIGHT -> Side.RIGHT;
                default -> later(left.modifiedAt(), right.modifiedAt());
            });
            if (!rules.flows(group, winner) && ruled.isEmpty() && rule == FirstSync.PREFER_NEWEST) {
                // Where only one way is open, being newer on the receiving side does not count.
                winner = winner.other();
            }
            if (rules.flows(group, winner)) {
                merge.lose(winner.other(), NEVER_SYNCED);
            }
        }
        from(winner, group, left, right, null, contents, merge);
    }

    private static Side later(@Nullable Instant left, @Nullable Instant right) {
        return right != null && (left == null || right.isAfter(left)) ? Side.RIGHT : Side.LEFT;
    }

    private boolean isEmpty(Group<R> group, Observation seen) {
        return group.fields().stream()
                .allMatch(field -> seen.fields().get(field.name()).isEmpty());
    }

    /**
     * Nothing changed but the pair's rules: the side that is wide shows itself anew. A side is wide where its value loses
     * something on the way, now or before.
     */
    private void underNewRules(
            Group<R> group,
            Observation left,
            Observation right,
            Agreement base,
            Contents<R> contents,
            MergeBuilder<R> merge) {
        for (Side wide : Side.values()) {
            Observation source = wide == Side.LEFT ? left : right;
            Observation target = wide == Side.LEFT ? right : left;
            boolean wasNarrowed = intersects(base.narrowed(wide.other()), group.names());
            boolean isNarrowed = !shows(wide, group, source, contents);
            if ((wasNarrowed || isNarrowed) && rules.flows(group, wide) && !shows(wide, group, target, contents)) {
                from(wide, group, left, right, null, contents, merge);
                return;
            }
        }
        boolean narrow =
                intersects(base.narrowedLeft(), group.names()) || intersects(base.narrowedRight(), group.names());
        if (!narrow && !stillApart(group, base).isEmpty() && !agree(group, left, right, contents)) {
            // What did not travel under the old rules may do so under these.
            firstMeeting(group, left, right, contents, merge);
            return;
        }
        merge.stayApart(stillApart(group, base));
        merge.settle(group.names());
    }

    private Decision<R> resolve(
            List<Group<R>> groups, Link link, Contents<R> contents, Situation<R> situation, MergeBuilder<R> merge) {
        Observation left = link.on(Side.LEFT).orElseThrow();
        Observation right = link.on(Side.RIGHT).orElseThrow();
        Set<String> fields = new TreeSet<>();
        groups.forEach(group -> fields.addAll(group.names()));
        Conflict<R> conflict = new Conflict<>(
                link.id(),
                fields,
                record(contents, Side.LEFT),
                record(contents, Side.RIGHT),
                left.modifiedAt(),
                right.modifiedAt());
        Resolution<R> resolution = policies.resolve(conflict, situation.chosen());
        if (resolution instanceof Resolution.Keep<R> keep) {
            for (Group<R> group : groups) {
                Side winner = keep.sideOf(group.fields().get(0).name());
                from(winner, group, left, right, link.agreement(), contents, merge);
                merge.lose(winner.other(), BOTH_CHANGED);
            }
        } else if (resolution instanceof Resolution.Merged<R> merged) {
            groups.forEach(group -> merge.composeBoth(group, merged.record()));
        } else if (resolution instanceof Resolution.KeepBoth<R>) {
            Optional<R> copy = rules.type().copyOf(record(contents, Side.RIGHT), fork(left, right));
            if (copy.isPresent()) {
                return new Decision.Fork<>(copy.get());
            }
            merge.conflict(fields);
        } else {
            merge.conflict(fields);
        }
        return merge.build(contents);
    }

    /** The same two versions of a record always fork into the same copy, whatever crashed and by whatever pair. */
    private String fork(Observation left, Observation right) {
        String record = left.identity() != 0 ? Long.toHexString(left.identity()) : left.origin();
        return "copy-" + record + "-"
                + Long.toHexString(prints.over(left.fields(), rules.fieldNames())
                        ^ Long.rotateLeft(prints.over(right.fields(), rules.fieldNames()), 1));
    }

    private Set<String> stillApart(Group<R> group, @Nullable Agreement base) {
        Set<String> apart = new TreeSet<>(group.names());
        apart.retainAll(base == null ? Set.of() : base.apart());
        return apart;
    }

    private static boolean intersects(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    private static <R> R record(Contents<R> contents, Side side) {
        Versioned<R> version = requireNonNull(contents.on(side));
        return version.record();
    }
}
