package io.kalends.sync.internal;

import io.kalends.sync.store.RecordIds;

/**
 * The marks that tell where a record was born: the collection, then the record. Made without the store's key, since they
 * must mean the same after the store was lost.
 */
final class Origins {

    private Origins() {}

    /** The mark of a record that bears none, so that a ring of pairs ends where it began. */
    static String of(String collection, String recordId) {
        return bornOn(collection) + Long.toHexString(RecordIds.hash(collection + "\n" + recordId));
    }

    /**
     * The idempotency key of a create: the same in every store, so that a store that was lost makes nothing twice, not even
     * where a side's listing does not show the first one yet.
     *
     * @param life how many times the record was created across before
     */
    static String key(String collection, String recordId, int life) {
        String record = collection + "\n" + recordId;
        return "k" + Long.toHexString(RecordIds.hash(record)) + Long.toHexString(RecordIds.hash("create\n" + record))
                + "-" + life;
    }

    /** Whether a mark is that of a record born on this replica. */
    static boolean isBornOn(String collection, String origin) {
        return origin.startsWith(bornOn(collection));
    }

    private static String bornOn(String collection) {
        return "o" + Long.toHexString(RecordIds.hash(collection)) + "-";
    }
}
