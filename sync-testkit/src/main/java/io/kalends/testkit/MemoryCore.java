package io.kalends.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.kalends.sync.ChangePage;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Place;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the halves of an {@link InMemoryReplica} share. Everything but {@link #call} is used under the rows' monitor. */
final class MemoryCore<R> {

    final Place place;
    final RecordType<R> type;
    final ReplicaTraits traits;
    final Behaviour<R> behaviour;
    final Clock clock;
    final Rows<R> rows;
    final Faults<R> faults = new Faults<>();
    final CallLog<R> log;
    List<Entry<R>> lastPage = List.of();
    private @Nullable Cursor extraAt;
    private @Nullable ChangePage<R> extraPage;
    private final Map<String, Integer> hidden = new LinkedHashMap<>();
    private volatile CallHook hook = CallHook.NONE;

    MemoryCore(String id, RecordType<R> type, ReplicaTraits traits, Behaviour<R> behaviour, Clock clock, Rows<R> rows) {
        this.place = new Place("memory", id);
        this.type = type;
        this.traits = traits;
        this.behaviour = behaviour;
        this.clock = clock;
        this.rows = rows;
        this.log = new CallLog<>(id);
    }

    void hook(CallHook hook) {
        this.hook = hook;
    }

    /** Makes a call, with everything that may strike around it. */
    <T> T call(String operation, Supplier<T> body) {
        Call call = log.begin(operation);
        strike(call, CallHook.Moment.BEFORE);
        T answer = body.get();
        strike(call, CallHook.Moment.AFTER);
        return answer;
    }

    /** As {@link #call}, for a body that tells where it is {@code WITHIN}. */
    <T> T callInParts(String operation, PartedBody<T> body) {
        Call call = log.begin(operation);
        strike(call, CallHook.Moment.BEFORE);
        T answer = body.run(call.number(), () -> strike(call, CallHook.Moment.WITHIN));
        strike(call, CallHook.Moment.AFTER);
        return answer;
    }

    /** A call's body that is done in parts. */
    @FunctionalInterface
    interface PartedBody<T> {
        T run(int number, Runnable between);
    }

    private void strike(Call call, CallHook.Moment moment) {
        hook.at(call, moment);
        faults.calls().at(call, moment);
    }

    /** A row as the side tells it. */
    Versioned<R> view(Row<R> row) {
        ReadFaults<R> wrong = faults.reads();
        Row<R> seen = wrong.shakesRevisions() ? rows.shake(row.id()) : row;
        Set<String> unknown = wrong.unknown(row.id(), fieldNames());
        return new Versioned<>(
                seen.id(),
                behaviour.revisions() ? "r" + seen.revision() : null,
                without(seen.record(), unknown),
                behaviour.times() ? wrong.told(seen.modifiedAt()) : null,
                seen.parent(),
                unknown,
                wrong.readOnly(row.id()),
                keepsOrigin() ? seen.origin() : null);
    }

    /** What is left of a record on a side that does not hold all its fields. */
    R held(R record) {
        Set<String> lacking = new LinkedHashSet<>();
        for (String field : fieldNames()) {
            if (!traits.holds(field)) {
                lacking.add(field);
            }
        }
        return without(record, lacking);
    }

    /** A copy whose {@code changed} fields are those of {@code from}. */
    R patched(R record, R from, Set<String> changed) {
        Map<String, JsonNode> values = new HashMap<>();
        for (String name : changed) {
            values.put(name, type.field(name).value(from));
        }
        return type.patch(record, values);
    }

    private R without(R record, Set<String> fields) {
        R left = record;
        for (String field : fields) {
            left = cleared(left, field);
        }
        return left;
    }

    private R cleared(R record, String field) {
        try {
            return type.patch(record, Map.of(field, NullNode.getInstance()));
        } catch (IllegalArgumentException required) {
            // A field that the type cannot do without stays; the set of unknown fields names it all the same.
            return record;
        }
    }

    Set<String> fieldNames() {
        List<Field<R>> fields = type.fields();
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        return names;
    }

    boolean keepsOrigin() {
        return traits.writing().map(sink -> sink.keepsOrigin()).orElse(true);
    }

    /** Keeps a page that is the answer to a cursor, once. */
    void keepExtraPage(Cursor cursor, ChangePage<R> page) {
        extraAt = cursor;
        extraPage = page;
    }

    Optional<ChangePage<R>> extraPageAt(@Nullable Cursor cursor) {
        ChangePage<R> page = extraPage;
        if (page == null || cursor == null || !cursor.equals(extraAt)) {
            return Optional.empty();
        }
        // Kept: who did not get the answer asks again.
        return Optional.of(page);
    }

    void hideFromIndex(String id, int listings) {
        hidden.put(id, listings);
    }

    boolean isHidden(String id) {
        return hidden.containsKey(id);
    }

    /** A listing begins: what was hidden long enough comes up. */
    void advanceIndex() {
        hidden.replaceAll((id, listings) -> listings - 1);
        hidden.entrySet().removeIf(entry -> {
            boolean upNow = entry.getValue() < 0;
            if (upNow && rows.live(entry.getKey()).isPresent()) {
                rows.resurface(entry.getKey());
            }
            return upNow;
        });
    }

    /** Whether there is a record of this id that another may belong to. */
    boolean mayBeParent(String id) {
        return behaviour
                .parents()
                .map(elsewhere -> elsewhere.test(id))
                .orElseGet(() -> rows.live(id).isPresent());
    }
}
