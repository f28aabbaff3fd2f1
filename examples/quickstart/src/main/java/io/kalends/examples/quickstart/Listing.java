package io.kalends.examples.quickstart;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands on a side, read from it without the engine. */
public final class Listing {

    private static final int PAGE = 1_000;

    private Listing() {}

    /** All records of a side. */
    public static <R> List<Versioned<R>> of(Replica<R> side) {
        Map<String, Versioned<R>> records = new LinkedHashMap<>();
        try (ReplicaSession<R> session = side.open()) {
            Cursor cursor = null;
            boolean more = true;
            while (more) {
                ChangePage<R> page = session.source().changes(new ChangeRequest(cursor, null, null, PAGE, Instant.MAX));
                for (Entry<R> entry : page.entries()) {
                    // A later page's entry of the same id replaces an earlier one's.
                    records.remove(entry.id());
                    if (entry instanceof Entry.Present<R> present) {
                        records.put(entry.id(), present.record());
                    }
                }
                cursor = page.next();
                more = page.more();
            }
        }
        return List.copyOf(records.values());
    }
}
