package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.sync.Side;
import io.kalends.sync.internal.Rules.Group;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Observation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges a list that both sides changed, element by element, where its field names the elements' key. */
record ElementMerge<R>(Fingerprints prints) {

    /**
     * Merges the lists of a group that is one list field.
     *
     * @return whether the lists could be merged; if not, nothing was added to what it comes to
     */
    boolean merge(Group<R> group, Meeting<R> meeting) {
        Agreement base = requireNonNull(meeting.base());
        Observation left = meeting.left();
        Observation right = meeting.right();
        Contents<R> contents = meeting.contents();
        MergeBuilder<R> merge = meeting.merge();
        if (group.fields().size() != 1) {
            return false;
        }
        Field<R> field = group.fields().get(0);
        Function<JsonNode, String> key = field.elementKey();
        FieldState then = base.left().get(field.name());
        // A list that was rewritten on the way has no common base to merge on.
        if (key == null || !then.equals(base.right().get(field.name()))) {
            return false;
        }
        SortedMap<Long, Long> before = printsOf(then);
        SortedMap<Long, Long> onLeft = printsOf(left.fields().get(field.name()));
        SortedMap<Long, Long> onRight = printsOf(right.fields().get(field.name()));
        if (hasTwins(field, key, contents, Side.LEFT) || hasTwins(field, key, contents, Side.RIGHT)) {
            return false;
        }
        Map<Long, JsonNode> leftElements = elements(field, key, contents, Side.LEFT);
        Map<Long, JsonNode> rightElements = elements(field, key, contents, Side.RIGHT);
        Map<Long, JsonNode> all = new LinkedHashMap<>(leftElements);
        rightElements.forEach(all::putIfAbsent);
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (Long element : all.keySet()) {
            @Nullable Long old = before.get(element);
            @Nullable Long mine = onLeft.get(element);
            @Nullable Long theirs = onRight.get(element);
            @Nullable Map<Long, JsonNode> from;
            if (Objects.equals(mine, theirs) || Objects.equals(theirs, old)) {
                from = leftElements;
            } else if (Objects.equals(mine, old)) {
                from = rightElements;
            } else {
                return false;
            }
            JsonNode value = from.get(element);
            if (value != null) {
                merged.add(value);
            }
        }
        FieldState after = prints.of(field, merged);
        for (Side side : Side.values()) {
            Observation seen = side == Side.LEFT ? left : right;
            if (!after.equals(seen.fields().get(field.name()))) {
                merge.compose(side, field.name(), merged);
                merge.write(side, group.names());
            }
        }
        return true;
    }

    private static SortedMap<Long, Long> printsOf(FieldState state) {
        return state.fold(
                empty -> new TreeMap<Long, Long>(),
                unknown -> new TreeMap<Long, Long>(),
                print -> new TreeMap<Long, Long>(),
                FieldState.Elements::prints);
    }

    /** Elements under one key cannot be told apart. */
    private boolean hasTwins(Field<R> field, Function<JsonNode, String> key, Contents<R> contents, Side side) {
        JsonNode list = field.value(requireNonNull(contents.on(side)).record());
        return list.isArray() && elements(field, key, contents, side).size() != list.size();
    }

    /** As they are spelt, by what names them in their canonical form. */
    private Map<Long, JsonNode> elements(
            Field<R> field, Function<JsonNode, String> key, Contents<R> contents, Side side) {
        Map<Long, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : field.value(requireNonNull(contents.on(side)).record())) {
            JsonNode canonical =
                    field.canonical().apply(JsonNodeFactory.instance.arrayNode().add(element));
            if (!canonical.isEmpty()) {
                elements.put(prints.text(field.name(), key.apply(canonical.get(0))), element);
            }
        }
        return elements;
    }
}
