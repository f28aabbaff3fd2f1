package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.Side;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what the groups of one record come to. */
final class MergeBuilder<R> {

    private final Rules<R> rules;
    private final boolean linked;
    private final Map<Side, Set<String>> writes = new EnumMap<>(Side.class);
    private final Map<Side, Map<String, JsonNode>> composed = new EnumMap<>(Side.class);
    private final Set<String> settled = new TreeSet<>();
    private final Set<String> apart = new TreeSet<>();
    private final Set<String> conflicts = new TreeSet<>();
    private final Map<Side, String> losers = new EnumMap<>(Side.class);
    private final Map<Side, Set<String>> clears = new EnumMap<>(Side.class);
    private final Map<String, Decision.LeftApart> left = new TreeMap<>();
    private final Map<String, Decision.LeftApart> unseen = new TreeMap<>();

    MergeBuilder(Rules<R> rules, boolean linked) {
        this.rules = rules;
        this.linked = linked;
    }

    MergeBuilder<R> settle(Set<String> fields) {
        settled.addAll(fields);
        return this;
    }

    /** Settles fields that were left to differ before and still do. */
    void stayApart(Set<String> fields) {
        apart.addAll(fields);
    }

    void leaveApart(Set<String> fields, Side changed, String why) {
        fields.forEach(field -> left.put(field, new Decision.LeftApart(changed, why)));
    }

    /** Settles a change that alters nothing on the other side, which cannot hold it. */
    void settleUnseen(Set<String> fields, Side changed, String why) {
        settle(fields);
        fields.forEach(field -> unseen.put(field, new Decision.LeftApart(changed, why)));
    }

    void write(Side to, Set<String> fields) {
        writes.computeIfAbsent(to, side -> new TreeSet<>()).addAll(fields);
    }

    /** Gives a value that is neither side's own. */
    void compose(Side to, String field, JsonNode value) {
        composed.computeIfAbsent(to, side -> new HashMap<>()).put(field, value);
    }

    /** Writes a merged version to both sides. */
    void composeBoth(Group<R> group, R merged) {
        for (Side side : Side.values()) {
            R shown = rules.lensTo(side).show(merged);
            for (Field<R> field : group.fields()) {
                compose(side, field.name(), field.value(shown));
            }
            write(side, group.names());
            lose(side, "both sides changed it");
        }
    }

    void conflict(Set<String> fields) {
        conflicts.addAll(fields);
    }

    /** @param why why this side's version is overruled */
    void lose(Side side, String why) {
        losers.putIfAbsent(side, why);
    }

    /** Of what is written: these overwrite their group with nothing. */
    void clear(Side side, Set<String> fields) {
        clears.computeIfAbsent(side, s -> new TreeSet<>()).addAll(fields);
    }

    Decision<R> build(Contents<R> contents) {
        Map<Side, R> records = new EnumMap<>(Side.class);
        for (Side to : writes.keySet()) {
            Map<String, JsonNode> values = composed.getOrDefault(to, Map.of());
            var source = contents.on(to.other());
            var own = contents.on(to);
            // Composed values may cover all that is written; then the side's own record carries them as well.
            R shown = source != null
                    ? rules.lensTo(to).show(source.record())
                    : requireNonNull(own).record();
            records.put(to, values.isEmpty() ? shown : rules.type().patch(shown, values));
        }
        apart.addAll(left.keySet());
        settled.addAll(apart);
        left.putAll(unseen);
        return new Decision.Merge<>(
                Map.copyOf(writes),
                Map.copyOf(records),
                Set.copyOf(settled),
                Set.copyOf(apart),
                Set.copyOf(conflicts),
                Map.copyOf(losers),
                Map.copyOf(clears),
                linked,
                Map.copyOf(left));
    }
}
