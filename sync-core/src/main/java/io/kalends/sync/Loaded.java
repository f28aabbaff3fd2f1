package io.kalends.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a host's loader says of ids: those it does not give are gone. */
final class Loaded {

    private Loaded() {}

    static <R> List<Entry<R>> entries(ChangeSource.RecordLoader<R> loader, Collection<String> ids) {
        Set<String> missing = new LinkedHashSet<>(ids);
        List<Entry<R>> entries = new ArrayList<>(ids.size());
        for (Versioned<R> record : loader.load(ids)) {
            if (missing.remove(record.id())) {
                entries.add(Entry.present(record));
            }
        }
        missing.forEach(id -> entries.add(Entry.removed(id)));
        return entries;
    }
}
