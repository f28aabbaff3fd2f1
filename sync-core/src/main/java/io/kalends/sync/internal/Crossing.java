package io.kalends.sync.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Observation;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one side's version of a group on its way to the other: it is written, with what was lost there before put
 * back, or it stays, because the rules or the other side do not let it across.
 */
record Crossing<R>(Rules<R> rules, Fingerprints prints) {

    /** Only {@code from} changed, or its version was chosen. */
    void from(Side from, Group<R> group, Meeting<R> meeting) {
        Side to = from.other();
        MergeBuilder<R> merge = meeting.merge();
        Optional<String> stays = whyItStays(from, group, meeting.on(to));
        if (stays.isPresent() && isPutBack(from, group)) {
            putBack(from, group, meeting);
            return;
        }
        if (stays.isPresent()) {
            merge.leaveApart(group.names(), from, stays.get());
            return;
        }
        Set<String> lost = lost(from, group, meeting);
        if (!lost.isEmpty() && shows(from, group, meeting)) {
            merge.settleUnseen(lost, from, "the " + to.label() + " side cannot hold it");
            merge.settle(group.names());
            return;
        }
        Agreement base = meeting.base();
        if (base != null && intersects(base.narrowed(from), group)) {
            writeRestored(from, group, meeting);
        } else {
            merge.write(to, group.names());
        }
        if (base != null && intersects(base.apart(), group)) {
            merge.lose(to, "the two were left to differ before");
        }
        if (isEmpty(group, meeting.on(from)) && !isEmpty(group, meeting.on(to))) {
            merge.clear(to, group.names());
        }
    }

    private Optional<String> whyItStays(Side from, Group<R> group, Observation target) {
        Side to = from.other();
        if (!rules.writable(to)) {
            return Optional.of("the " + to.label() + " side can only be read");
        }
        if (!rules.flows(group, from)) {
            return Optional.of("changes on the " + from.label() + " side do not travel");
        }
        return intersects(target.readOnly(), group)
                ? Optional.of("the " + to.label() + " side does not let it be written on this record")
                : Optional.empty();
    }

    /** Whether a change made on this side is overwritten by what the other one holds. */
    boolean isPutBack(Side from, Group<R> group) {
        return group.flow().putsBack() && !rules.flows(group, from) && rules.flows(group, from.other());
    }

    private void putBack(Side changed, Group<R> group, Meeting<R> meeting) {
        Side original = changed.other();
        if (shows(original, group, meeting)) {
            meeting.merge().settle(group.names());
            return;
        }
        from(original, group, meeting);
        meeting.merge().lose(changed, "what is changed there is put back");
    }

    /** Fields of a changed group of which the other side cannot hold all. */
    private Set<String> lost(Side from, Group<R> group, Meeting<R> meeting) {
        Agreement base = meeting.base();
        Versioned<R> source = meeting.contents().on(from);
        return base == null || source == null || intersects(base.narrowed(from), group)
                ? Set.of()
                : rules.lensTo(from.other()).lost(source.record(), group.fields(), prints);
    }

    /** {@code from} holds the value only in part: what was lost on the way there is put back, or the edit stays. */
    private void writeRestored(Side from, Group<R> group, Meeting<R> meeting) {
        Side to = from.other();
        MergeBuilder<R> merge = meeting.merge();
        R old = meeting.record(to);
        R returned = meeting.record(from);
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

    /** Whether one side holds what the other's value becomes on its way there. */
    boolean agree(Group<R> group, Meeting<R> meeting) {
        return shows(Side.LEFT, group, meeting) || shows(Side.RIGHT, group, meeting);
    }

    /** Whether what {@code from} shows to the other side is what stands there. */
    boolean shows(Side from, Group<R> group, Meeting<R> meeting) {
        return showsAs(from, group, meeting, meeting.on(from.other()));
    }

    /** Whether a side's value loses something on its way to the other. */
    boolean isNarrowed(Side wide, Group<R> group, Meeting<R> meeting) {
        return !showsAs(wide, group, meeting, meeting.on(wide));
    }

    private boolean showsAs(Side from, Group<R> group, Meeting<R> meeting, Observation held) {
        FieldStates shown = prints.of(rules.type(), rules.lensTo(from.other()).show(meeting.record(from)), Set.of());
        return group.fields().stream()
                .allMatch(field -> shown.get(field.name()).equals(held.fields().get(field.name())));
    }

    /** Whether a version has nothing in any field of the group. */
    boolean isEmpty(Group<R> group, Observation seen) {
        return group.fields().stream()
                .allMatch(field -> seen.fields().get(field.name()).isEmpty());
    }

    /** Whether any of these fields is one of the group's. */
    boolean intersects(Set<String> fields, Group<R> group) {
        return !Collections.disjoint(fields, group.names());
    }
}
