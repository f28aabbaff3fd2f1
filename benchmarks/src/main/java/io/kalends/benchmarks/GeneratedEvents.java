package io.kalends.benchmarks;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.sync.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Small events made on the fly from a number and a version: the same each time, no two alike, and nothing kept of them. */
final class GeneratedEvents {

    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 8, 0);
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private GeneratedEvents() {}

    static CalendarEvent event(int number, int version) {
        return CalendarEvent.builder("event-" + number + "@benchmark.example")
                .title("Meeting " + number + (version == 0 ? "" : ", version " + version))
                .description("What is to be said about meeting " + number)
                .location("Room " + number % 40)
                .start(EventTime.zoned(FIRST.plusMinutes(number % 1_000_000 * 15L), ZONE))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    static Versioned<CalendarEvent> record(String id, int number, int version) {
        return Versioned.of(id, "v" + version, event(number, version)).modifiedAt(WRITTEN.plusSeconds(version));
    }
}
