package io.kalends.sync.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.Projection;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.record.RecordType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What becomes of a record on its way to a side: the pair's transform, then what the side itself can hold; and back.
 */
record Lens<R>(RecordType<R> type, Projection<R> transform, Projection<R> replica) {

    R show(R record) {
        return replica.project(transform.project(record));
    }

    /**
     * The wide side's new value after an edit on the narrow side; empty where what was lost cannot be restored. Each of the
     * two steps is asked only if it alters the old value.
     */
    Optional<JsonNode> put(Field<R> field, R old, R returned, Fingerprints prints) {
        R middle = transform.project(old);
        Optional<JsonNode> value = alters(replica, field, middle, prints)
                ? replica.put(field.name(), middle, returned)
                : Optional.of(field.value(returned));
        if (value.isEmpty() || !alters(transform, field, old, prints)) {
            return value;
        }
        return transform.put(field.name(), old, type.patch(middle, Map.of(field.name(), value.get())));
    }

    /** Names of the fields of which the side itself cannot hold all; what the pair's rules withhold from it is not among them. */
    Set<String> lost(R record, Collection<Field<R>> fields, Fingerprints prints) {
        R middle = transform.project(record);
        return fields.stream()
                .filter(field -> alters(replica, field, middle, prints))
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean alters(Projection<R> projection, Field<R> field, R record, Fingerprints prints) {
        R shown = projection.project(record);
        return !shown.equals(record)
                && !prints.of(field, field.value(shown)).equals(prints.of(field, field.value(record)));
    }
}
