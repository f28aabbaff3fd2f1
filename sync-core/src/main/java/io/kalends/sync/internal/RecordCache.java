package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records read last, so that what a page brought need not be fetched again to be written. Bounded. */
final class RecordCache<R> {

    /** A page of the largest size on each side, and some. */
    private static final int MAX_RECORDS = 4_000;

    private final Map<String, Versioned<R>> left = bounded();
    private final Map<String, Versioned<R>> right = bounded();

    private static <R> Map<String, Versioned<R>> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Versioned<R>> eldest) {
                return size() > MAX_RECORDS;
            }
        };
    }

    void put(Side side, Versioned<R> record) {
        Map<String, Versioned<R>> records = on(side);
        records.remove(record.id());
        records.put(record.id(), record);
    }

    void drop(Side side, String id) {
        on(side).remove(id);
    }

    @Nullable
    Versioned<R> get(Side side, String id) {
        return on(side).get(id);
    }

    private Map<String, Versioned<R>> on(Side side) {
        return side == Side.LEFT ? left : right;
    }
}
