package io.kalends.store.jdbc.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the tables keep them: whole microseconds since 1970-01-01T00:00Z, so that no session's zone can shift them. */
public final class Micros {

    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private Micros() {}

    /** Rounded down; a time that is too far away becomes the farthest one. */
    public static long of(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : sinceEpoch(time);
    }

    /** Not by {@link ChronoUnit#between}, which in Java 17 counts nanoseconds on the way: those end in the year 2262. */
    private static long sinceEpoch(Instant time) {
        long seconds = time.getEpochSecond();
        long micros = time.getNano() / 1_000;
        // One second up and down again: the first second of all has more microseconds than a long can count.
        return seconds < 0
                ? (seconds + 1) * 1_000_000 + (micros - 1_000_000)
                : Math.addExact(seconds * 1_000_000, micros);
    }

    /** Rounded up, so that nothing is due before its time. */
    public static long atOrAfter(Instant time) {
        long micros = of(time);
        return micros != Long.MAX_VALUE && instant(micros).isBefore(time) ? micros + 1 : micros;
    }

    public static @Nullable Long orNull(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
