package io.kalends.sync.internal;

import io.kalends.sync.store.RecordIds;

/**
 * The marks that tell where a record was born: the collection, then the record. Made without the store's key, since they
 * must mean the same after the store was lost.
 */
final class Origins {

    private Origins() {}

    /** The mark of a record that bears none, so that a ring of pairs ends where it began. */
    static String of(String replicaId, String recordId) {
        return bornOn(replicaId) + Long.toHexString(RecordIds.hash(replicaId + "\n" + recordId));
    }

    /** Whether a mark is that of a record born on this replica. */
    static boolean isBornOn(String replicaId, String origin) {
        return origin.startsWith(bornOn(replicaId));
    }

    private static String bornOn(String replicaId) {
        return "o" + Long.toHexString(RecordIds.hash(replicaId)) + "-";
    }
}
