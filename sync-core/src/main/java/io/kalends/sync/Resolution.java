package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a conflict.
 *
 * @param <R> the record
 */
public sealed interface Resolution<R> {

    /** This side's version of all the fields in conflict, or its deletion. */
    static <R> Resolution<R> keep(Side side) {
        return new Keep<>(side, Map.of());
    }

    /** A side for each field. */
    static <R> Resolution<R> perField(Map<String, Side> sides, Set<String> fields) {
        Map<String, Side> chosen = new HashMap<>();
        for (String field : fields) {
            chosen.put(field, requireNonNull(sides.get(field), field));
        }
        return new Keep<>(Side.LEFT, chosen);
    }

    /** A version made by hand or by a merge: its values of the fields in conflict are written to both sides. */
    static <R> Resolution<R> merged(R record) {
        return new Merged<>(record);
    }

    /** Both stay, the right one as a record of its own on both sides. */
    static <R> Resolution<R> keepBoth() {
        return new KeepBoth<>();
    }

    /** Nobody knows yet: the record waits, both versions are kept. */
    static <R> Resolution<R> askSomeone() {
        return new Ask<>();
    }

    /** This resolution, with a side of their own for some of the fields; only a {@link Keep} can be refined so. */
    default Resolution<R> withSides(Map<String, Side> sides, Set<String> fields) {
        return this;
    }

    /**
     * A side's version.
     *
     * @param side whose version counts
     * @param fields sides for single fields, which go before {@code side}
     */
    record Keep<R>(Side side, Map<String, Side> fields) implements Resolution<R> {
        public Keep {
            requireNonNull(side, "side");
            fields = Map.copyOf(fields);
        }

        /** The side whose value of this field counts. */
        public Side sideOf(String field) {
            return fields.getOrDefault(field, side);
        }

        @Override
        public Resolution<R> withSides(Map<String, Side> sides, Set<String> conflicting) {
            Map<String, Side> chosen = new HashMap<>(fields);
            for (String field : conflicting) {
                @Nullable Side own = sides.get(field);
                if (own != null) {
                    chosen.put(field, own);
                }
            }
            return new Keep<>(side, chosen);
        }
    }

    /** A version made of both. */
    record Merged<R>(R record) implements Resolution<R> {
        public Merged {
            requireNonNull(record, "record");
        }

        @Override
        public String toString() {
            return "Merged";
        }
    }

    /** Both versions. */
    record KeepBoth<R>() implements Resolution<R> {}

    /** Parked. */
    record Ask<R>() implements Resolution<R> {}
}
