package io.kalends.sync;

import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what a host's replica tells of a record in the words of another record type. */
record MappedView<A, B>(RecordType<B> type, RecordMapping<A, B> mapping) {

    Set<String> allFields() {
        return type.fields().stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The host's record as the other type; what the mapping throws comes through. */
    Versioned<B> show(Versioned<A> host) {
        return host.withRecord(mapping.show(host.record()))
                .withUnknown(translate(host.unknown()))
                .withReadOnly(translate(host.readOnly()));
    }

    /** An entry; a record that the mapping cannot show is there but unreadable, and takes no other with it. */
    Entry<B> show(Entry<A> entry) {
        return entry.fold(
                present -> {
                    try {
                        return Entry.present(show(present.record()));
                    } catch (SyncException e) {
                        throw e;
                    } catch (RuntimeException e) {
                        return Entry.unreadable(present.id(), failure("show the record", e), e);
                    }
                },
                removed -> Entry.removed(removed.id()),
                unreadable -> new Entry.Unreadable<>(unreadable.id(), unreadable.reason(), unreadable.cause()));
    }

    /**
     * Names of the host's fields in the words of the type: a field that ends up in one of them, even if in others too,
     * and one of the same name. Too many rather than too few: what is unknown must not pass for empty.
     */
    private Set<String> translate(Set<String> hostFields) {
        if (hostFields.isEmpty()) {
            return Set.of();
        }
        Set<String> fields = new LinkedHashSet<>();
        for (String field : allFields()) {
            if (hostFields.contains(field) || !Collections.disjoint(hostFields, mapping.hostFields(Set.of(field)))) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Names what was thrown by its class alone: its message may quote the record. */
    static String failure(String what, RuntimeException e) {
        return "the mapping cannot " + what + " (" + e.getClass().getName() + ")";
    }
}
