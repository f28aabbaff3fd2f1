package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Conflict;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
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
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges a record that is on both sides, group by group: a side changed only where it differs from its own half of the
 * base, and the sides are compared with each other only through the lenses.
 */
final class FieldMerge<R> {

    private static final String BOTH_CHANGED = "both sides changed it";
    private static final String CAME_LATER = "another pair brought what came later";
    private static final String NOT_OVERWRITTEN = "existing records are not overwritten";
    private static final String NEVER_SYNCED = "the two were never synced before";

    private final Rules<R> rules;
    private final Fingerprints prints;
    private final Policies<R> policies;
    private final ElementMerge<R> elements;
    private final Crossing<R> crossing;

    FieldMerge(Rules<R> rules, Fingerprints prints, Policies<R> policies) {
        this.rules = rules;
        this.prints = prints;
        this.policies = policies;
        this.elements = new ElementMerge<>(prints);
        this.crossing = new Crossing<>(rules, prints);
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
        Meeting<R> meeting = meeting(link, contents);
        MergeBuilder<R> merge = meeting.merge();
        Agreement base = meeting.base();
        if (base == null && equalAndKnown(meeting.left(), meeting.right())) {
            return merge.settle(Set.copyOf(rules.fieldNames())).build(contents);
        }
        boolean newRules =
                base != null && link.versions().rules() != rules.versions().rules();
        List<Group<R>> conflicting = new ArrayList<>();
        for (Group<R> whole : rules.groups()) {
            Group<R> group = known(whole, meeting);
            if (group.fields().isEmpty()) {
                continue;
            }
            Change change = change(group, meeting, newRules);
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
                case LEFT -> crossing.from(Side.LEFT, group, meeting);
                case RIGHT -> crossing.from(Side.RIGHT, group, meeting);
                case NEW_RULES -> underNewRules(group, meeting);
                default -> together(change, group, meeting, conflicting);
            }
        }
        if (conflicting.isEmpty()) {
            return merge.build(contents);
        }
        return resolve(conflicting, link, situation, meeting);
    }

    /**
     * One side's version as a whole, whatever the other one changed.
     *
     * @param overruled why what the other side holds is overruled, and so kept; {@code null} if nothing is lost with it
     */
    Decision<R> takeOver(Side winner, @Nullable String overruled, Link link, Contents<R> contents) {
        return whole(link, contents, crossing::agree, taken(winner, overruled));
    }

    /**
     * The other side's version is taken whole, into a hole. What the hole holds unshown would be shown once it is none, so it
     * goes too.
     */
    Decision<R> fill(Side hole, @Nullable String overruled, Link link, Contents<R> contents) {
        return whole(
                link,
                contents,
                (group, meeting) -> !holdsUnshown(hole, group, meeting) && crossing.agree(group, meeting),
                taken(hole.other(), overruled));
    }

    private boolean holdsUnshown(Side hole, Group<R> group, Meeting<R> meeting) {
        return crossing.isEmpty(group, meeting.on(hole.other())) && !crossing.isEmpty(group, meeting.on(hole));
    }

    private BiConsumer<Group<R>, Meeting<R>> taken(Side winner, @Nullable String overruled) {
        return (group, meeting) -> {
            crossing.from(winner, group, meeting);
            if (overruled != null) {
                meeting.merge().lose(winner.other(), overruled);
            }
        };
    }

    /** Every difference stays. */
    Decision<R> leaveAsTheyAre(Link link, Contents<R> contents) {
        return whole(
                link,
                contents,
                crossing::agree,
                (group, meeting) -> meeting.merge().leaveApart(group.names(), Side.LEFT, NOT_OVERWRITTEN));
    }

    private Decision<R> whole(
            Link link,
            Contents<R> contents,
            BiPredicate<Group<R>, Meeting<R>> settled,
            BiConsumer<Group<R>, Meeting<R>> differing) {
        Meeting<R> meeting = meeting(link, contents);
        for (Group<R> whole : rules.groups()) {
            Group<R> group = known(whole, meeting);
            if (settled.test(group, meeting)) {
                meeting.merge().settle(group.names());
            } else {
                differing.accept(group, meeting);
            }
        }
        return meeting.merge().build(contents);
    }

    private Meeting<R> meeting(Link link, Contents<R> contents) {
        return new Meeting<>(
                link.on(Side.LEFT).orElseThrow(),
                link.on(Side.RIGHT).orElseThrow(),
                link.agreement(),
                contents,
                new MergeBuilder<>(rules, link.agreement() == null));
    }

    /** Equal field by field, so that nothing need be loaded: the usual case of two sides that agreed before. */
    boolean equalAndKnown(Observation left, Observation right) {
        return rules.fieldNames().stream().allMatch(field -> {
            FieldState state = left.fields().get(field);
            return !state.isUnknown() && state.equals(right.fields().get(field));
        });
    }

    /** The group without the fields that a side does not tell: those are neither changed nor written. */
    private Group<R> known(Group<R> group, Meeting<R> meeting) {
        List<Field<R>> known = group.fields().stream()
                .filter(field -> !meeting.left().fields().get(field.name()).isUnknown()
                        && !meeting.right().fields().get(field.name()).isUnknown())
                .toList();
        return new Group<>(group.name(), known, group.flow());
    }

    private Change change(Group<R> group, Meeting<R> meeting, boolean newRules) {
        Agreement base = meeting.base();
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
            changedLeft |= !thenLeft.equals(meeting.left().fields().get(field.name()));
            changedRight |= !thenRight.equals(meeting.right().fields().get(field.name()));
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
                    && (crossing.intersects(base.narrowed(from), group) || crossing.intersects(base.apart(), group));
            both |= crossing.isPutBack(from, group);
            return both ? EnumSet.allOf(Side.class) : EnumSet.of(from);
        }
        return EnumSet.allOf(Side.class);
    }

    private boolean has(Contents<R> contents, Set<Side> sides) {
        return sides.stream().allMatch(side -> contents.on(side) != null);
    }

    /** Both changed, or there is no base: compared first. */
    private void together(Change change, Group<R> group, Meeting<R> meeting, List<Group<R>> conflicting) {
        MergeBuilder<R> merge = meeting.merge();
        if (crossing.agree(group, meeting)) {
            merge.settle(group.names());
            return;
        }
        boolean leftFlows = rules.flows(group, Side.LEFT);
        boolean rightFlows = rules.flows(group, Side.RIGHT);
        if (change == Change.NO_BASE) {
            firstMeeting(group, meeting);
        } else if (leftFlows && rightFlows) {
            if (!elements.merge(group, meeting)) {
                conflicting.add(group);
            }
        } else if (leftFlows || rightFlows) {
            Side winner = leftFlows ? Side.LEFT : Side.RIGHT;
            crossing.from(winner, group, meeting);
            merge.lose(winner.other(), BOTH_CHANGED);
        } else {
            merge.leaveApart(group.names(), Side.LEFT, "it does not travel");
        }
    }

    /** The first-sync rule; empty never wins. */
    private void firstMeeting(Group<R> group, Meeting<R> meeting) {
        MergeBuilder<R> merge = meeting.merge();
        boolean leftEmpty = crossing.isEmpty(group, meeting.left());
        boolean rightEmpty = crossing.isEmpty(group, meeting.right());
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
                default -> later(meeting.left().modifiedAt(), meeting.right().modifiedAt());
            });
            if (!rules.flows(group, winner) && ruled.isEmpty() && rule == FirstSync.PREFER_NEWEST) {
                // Where only one way is open, being newer on the receiving side does not count.
                winner = winner.other();
            }
            if (rules.flows(group, winner)) {
                merge.lose(winner.other(), NEVER_SYNCED);
            }
        }
        crossing.from(winner, group, meeting.forTheFirstTime());
    }

    private static Side later(@Nullable Instant left, @Nullable Instant right) {
        return right != null && (left == null || right.isAfter(left)) ? Side.RIGHT : Side.LEFT;
    }

    /**
     * Nothing changed but the pair's rules: the side that is wide shows itself anew. A side is wide where its value loses
     * something on the way, now or before.
     */
    private void underNewRules(Group<R> group, Meeting<R> meeting) {
        Agreement base = requireNonNull(meeting.base());
        for (Side wide : Side.values()) {
            boolean wasNarrowed = crossing.intersects(base.narrowed(wide.other()), group);
            boolean isNarrowed = crossing.isNarrowed(wide, group, meeting);
            if ((wasNarrowed || isNarrowed) && rules.flows(group, wide) && !crossing.shows(wide, group, meeting)) {
                crossing.from(wide, group, meeting.forTheFirstTime());
                return;
            }
        }
        boolean narrow =
                crossing.intersects(base.narrowedLeft(), group) || crossing.intersects(base.narrowedRight(), group);
        if (!narrow && !stillApart(group, base).isEmpty() && !crossing.agree(group, meeting)) {
            // What did not travel under the old rules may do so under these.
            firstMeeting(group, meeting);
            return;
        }
        meeting.merge().stayApart(stillApart(group, base));
        meeting.merge().settle(group.names());
    }

    private Decision<R> resolve(List<Group<R>> conflicting, Link link, Situation<R> situation, Meeting<R> meeting) {
        MergeBuilder<R> merge = meeting.merge();
        List<Group<R>> groups = new ArrayList<>();
        for (Group<R> group : conflicting) {
            Optional<Side> later = situation.later(link, group.names());
            later.ifPresentOrElse(
                    side -> {
                        crossing.from(side, group, meeting);
                        merge.lose(side.other(), CAME_LATER);
                    },
                    () -> groups.add(group));
        }
        if (groups.isEmpty()) {
            return merge.build(meeting.contents());
        }
        Set<String> fields = new TreeSet<>();
        groups.forEach(group -> fields.addAll(group.names()));
        Conflict<R> conflict = new Conflict<>(
                link.id(),
                fields,
                meeting.record(Side.LEFT),
                meeting.record(Side.RIGHT),
                meeting.left().modifiedAt(),
                meeting.right().modifiedAt());
        Resolution<R> resolution = policies.resolve(conflict, situation.chosen());
        if (resolution instanceof Resolution.Keep<R> keep) {
            for (Group<R> group : groups) {
                Side winner = keep.sideOf(group.fields().get(0).name());
                crossing.from(winner, group, meeting);
                merge.lose(winner.other(), BOTH_CHANGED);
            }
        } else if (resolution instanceof Resolution.Merged<R> merged) {
            groups.forEach(group -> merge.composeBoth(group, merged.record()));
        } else if (resolution instanceof Resolution.KeepBoth<R>) {
            Optional<R> copy = rules.type().copyOf(meeting.record(Side.RIGHT), fork(meeting.left(), meeting.right()));
            if (copy.isPresent()) {
                return new Decision.Fork<>(copy.get());
            }
            merge.conflict(fields);
        } else {
            merge.conflict(fields);
        }
        return merge.build(meeting.contents());
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
}
