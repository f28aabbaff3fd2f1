package io.kalends.testkit.simulation;

import io.kalends.sync.record.RecordType;
import io.kalends.testkit.InMemoryReplica;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A person at a side.
 *
 * @param <R> the record
 */
interface Editor<R> {

    RecordType<R> type();

    /**
     * What people do not do, since nobody could make it right.
     *
     * @param copies whether records are duplicated with their marks: after a store was lost such a copy can be taken for the
     *     original, if that is gone
     * @param deletes whether people delete: in a ring a deletion and an unfinished run can pass each other
     * @param rewrites whether people delete a record and write it anew: a backup brings the first one back beside the second
     * @param others whether people edit records that were born on another side: in a ring, edits of one field that are made on
     *     two sides at once go round after each other until the pairs give up and say so
     * @param leavesAlone whether a series is rescheduled without what stands apart from it
     * @param loneDates whether occurrences stand without their series, before it comes and after it went
     */
    record Manners(
            boolean copies,
            boolean deletes,
            boolean rewrites,
            boolean others,
            boolean leavesAlone,
            boolean loneDates) {}

    /** Does something at random; says what. */
    String edit(InMemoryReplica<R> side, SplittableRandom random, Ledger<R> ledger, Manners manners);

    /** The words that a record holds, each of which somebody wrote. */
    Set<String> words(R record);

    /** The form in which two sides must be equal: without what is not merged. */
    R essence(R record);

    /** What a fussy server makes of a record; of that it makes the same again. */
    R rewritten(R record);

    /** What is left of a record that its side empties because its parent was written. */
    default R hole(R record) {
        return record;
    }

    /** Whether a record is no private one. */
    boolean isShared(R record);

    /** The same record, made private, or shared. */
    R shared(R record, boolean shared);
}
