package io.kalends.sync.record;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a built record type says of a record besides its fields; {@code null} for what was not given. */
record RecordFacts<R>(
        String name,
        int version,
        Class<R> javaType,
        @Nullable Function<R, @Nullable String> id,
        @Nullable Function<R, @Nullable String> identity,
        @Nullable Function<R, @Nullable String> parent,
        @Nullable Function<R, @Nullable Instant> modifiedAt,
        @Nullable Function<R, @Nullable Extent> extent) {

    static <R, T> Optional<T> ask(@Nullable Function<R, @Nullable T> fact, R record) {
        return fact == null ? Optional.empty() : Optional.ofNullable(fact.apply(record));
    }

    /** As {@link #ask}; empty text names nothing, so that new records without an id are not taken for one another. */
    static <R> Optional<String> askName(@Nullable Function<R, @Nullable String> fact, R record) {
        return ask(fact, record).filter(name -> !name.isEmpty());
    }
}
