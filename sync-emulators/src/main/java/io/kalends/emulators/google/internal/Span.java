package io.kalends.emulators.google.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, both ends exclusive: the first counts for ends, the second for starts.
 *
 * @param from null for no limit
 * @param to null for no limit
 */
record Span(@Nullable Instant from, @Nullable Instant to) {

    /** How far endless series are worked out where nobody says how far. */
    private static final Duration HORIZON = Duration.ofDays(730);

    static Span of(Query query) {
        Span span = new Span(
                moment(query, "timeMin").orElse(null), moment(query, "timeMax").orElse(null));
        if (span.from != null && span.to != null && !span.from.isBefore(span.to)) {
            throw GoogleError.emptyWindow();
        }
        return span;
    }

    static Optional<Instant> moment(Query query, String name) {
        return query.first(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException malformed) {
                throw GoogleError.badParameter(name, "Invalid value for parameter " + name + ".");
            }
        });
    }

    boolean holds(Instant start, Instant end) {
        return (from == null || end.isAfter(from)) && (to == null || start.isBefore(to));
    }

    /** The moment behind which no occurrence is worked out. */
    Instant limit(Instant now) {
        if (to != null) {
            return to;
        }
        Instant begin = from == null || from.isBefore(now) ? now : from;
        return begin.plus(HORIZON);
    }

    boolean unlimited() {
        return from == null && to == null;
    }
}
