package io.kalends.examples.quickstart.google;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.sync.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the app's own pages do with its calendar. They know nothing of the sync. */
record AppCalendar(JdbcCalendar calendar) {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    /** Adds an event of an hour. */
    void adds(String title, LocalDateTime start) {
        calendar.save(event(title)
                .start(EventTime.zoned(start, GoogleWorld.ZONE))
                .lasting(Duration.ofHours(1))
                .build());
    }

    /** Adds an event that lasts all day. */
    void adds(String title, LocalDate day) {
        calendar.save(event(title).start(EventTime.allDay(day)).build());
    }

    private static CalendarEventBuilder event(String title) {
        return CalendarEvent.builder(title.toLowerCase(Locale.ROOT).replace(' ', '-') + "@app.example")
                .title(title);
    }

    void changes(String title, UnaryOperator<CalendarEventBuilder> edit) {
        calendar.save(edit.apply(row(title).record().toBuilder()).build());
    }

    void deletes(String title) {
        calendar.delete(row(title).id());
    }

    /** The titles of what takes place, sorted; a series counts once. */
    List<String> titles() {
        return rows().filter(row -> row.record().status() != EventStatus.CANCELLED)
                .map(row -> row.record().title())
                .sorted()
                .toList();
    }

    private Versioned<CalendarEvent> row(String title) {
        return rows().filter(row -> row.record().title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the app has no event '" + title + "'"));
    }

    private Stream<Versioned<CalendarEvent>> rows() {
        return calendar.list(Instant.EPOCH, FAR).stream();
    }
}
