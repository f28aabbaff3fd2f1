package io.kalends.sync.record;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of each field of a record, by field name. A name that is missing has never been seen ({@link #get} answers
 * {@link FieldState#unknown}): a newer library learnt the field since.
 */
public record FieldStates(SortedMap<String, FieldState> byName) {

    private static final FieldStates NONE = new FieldStates(new TreeMap<>());

    public FieldStates {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** No field at all. */
    public static FieldStates none() {
        return NONE;
    }

    public static FieldStates of(Map<String, FieldState> byName) {
        return new FieldStates(new TreeMap<>(byName));
    }

    /** The state of a field; unknown where it was never seen. */
    public FieldState get(String field) {
        return byName.getOrDefault(field, FieldState.unknown());
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** These states with those of {@code fields} taken from {@code other}. */
    public FieldStates with(FieldStates other, Set<String> fields) {
        SortedMap<String, FieldState> merged = new TreeMap<>(byName);
        for (String field : fields) {
            merged.put(field, other.get(field));
        }
        return new FieldStates(merged);
    }

    /** These states where {@code newer} does not know better: what it leaves unknown keeps its last known state. */
    public FieldStates updatedBy(FieldStates newer) {
        SortedMap<String, FieldState> merged = new TreeMap<>(byName);
        newer.byName.forEach((name, state) -> {
            if (!state.isUnknown() || !merged.containsKey(name)) {
                merged.put(name, state);
            }
        });
        return new FieldStates(merged);
    }
}
