package io.kalends.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What becomes of a record on its way to a side: "busy" in place of a title, text cut to what the side can hold. Sides are
 * compared only through it, so a narrower side causes no phantom edits.
 *
 * <p>A value that the projection alters travels one way: an edit of it on the narrower side is reported, never copied
 * back, unless {@link #put} can restore what was lost.
 *
 * <p>Pure: the same record gives the same result, and a projection of a projection changes nothing more.
 *
 * @param <R> the record
 */
@FunctionalInterface
public interface Projection<R> {

    /** What the other side would hold of this record. */
    R project(R record);

    /**
     * Brings a value back that was edited on the narrower side.
     *
     * @param field the field's name
     * @param old the wide side's record, before
     * @param returned the narrow side's record, as edited
     * @return the wide side's new value, with what was lost restored from {@code old}; empty if that cannot be done
     */
    default Optional<JsonNode> put(String field, R old, R returned) {
        return Optional.empty();
    }

    /** Keeps everything. */
    static <R> Projection<R> identity() {
        return record -> record;
    }
}
