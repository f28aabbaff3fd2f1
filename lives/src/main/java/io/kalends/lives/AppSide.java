package io.kalends.lives;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.Recurrence;
import io.kalends.store.jdbc.JdbcCalendar;
import io.kalends.sync.Replica;
import io.kalends.sync.Versioned;
import io.kalends.testkit.lives.Habit;
import io.kalends.testkit.lives.Item;
import io.kalends.testkit.lives.LifeSide;
import io.kalends.testkit.lives.Pen;
import io.kalends.testkit.lives.Room;
import io.kalends.testkit.lives.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The app's calendar: rows of its table, which the host saves and deletes. */
final class AppSide implements LifeSide {

    private final JdbcCalendar calendar;
    private int uids;

    /**
     * An empty calendar.
     *
     * @param database with its tables
     * @param name of the calendar, unlike every other in this database
     */
    AppSide(DataSource database, String name, Room room) {
        calendar = JdbcCalendar.builder(database, name)
                .clock(room.clock())
                .random(new SplittableRandom(room.seed()))
                .build();
    }

    @Override
    public Replica<CalendarEvent> replica() {
        return calendar.replica();
    }

    private List<Versioned<CalendarEvent>> rows() {
        return calendar.list(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Override
    public List<Item> items() {
        List<Versioned<CalendarEvent>> rows = rows();
        return rows.stream().map(row -> item(row, rows)).toList();
    }

    private static Item item(Versioned<CalendarEvent> row, List<Versioned<CalendarEvent>> rows) {
        CalendarEvent event = row.record();
        return new Item(
                row.id(),
                event.isOccurrence() ? seriesOf(event.uid(), rows) : null,
                event.recurrenceId(),
                event.status() == EventStatus.CANCELLED,
                new Texts(event.title(), event.description(), event.location()),
                event.start(),
                event.end(),
                event.recurrence().rules().stream().findFirst().orElse(""),
                List.of());
    }

    private static @Nullable String seriesOf(String uid, List<Versioned<CalendarEvent>> rows) {
        return rows.stream()
                .filter(row -> row.record().uid().equals(uid) && !row.record().isOccurrence())
                .map(Versioned::id)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String insert(Item item) {
        return save(CalendarEvent.builder("app-" + ++uids + "@life"), item);
    }

    @Override
    public void change(Item before, Item after) {
        if (before.handle().isEmpty()) {
            String series = calendar.find(String.valueOf(after.series()))
                    .orElseThrow(() -> new IllegalStateException("the series is gone"))
                    .record()
                    .uid();
            save(CalendarEvent.builder(series).recurrenceId(after.original()), after);
        } else {
            CalendarEvent event = calendar.find(before.handle())
                    .orElseThrow(() -> new IllegalStateException("the event is gone"))
                    .record();
            save(event.toBuilder(), after);
        }
    }

    private String save(CalendarEventBuilder event, Item item) {
        return calendar.save(event.status(item.cancelled() ? EventStatus.CANCELLED : EventStatus.CONFIRMED)
                        .title(item.texts().title())
                        .description(item.texts().description())
                        .htmlDescription("")
                        .location(item.texts().location())
                        .start(item.start())
                        .end(item.end())
                        .recurrence(item.isSeries() ? Recurrence.of(item.rule()) : Recurrence.NONE)
                        .build())
                .id();
    }

    @Override
    public List<Habit> habits() {
        return List.of(
                new Habit(
                        "saves an event as it is",
                        pen -> one(pen).map(row -> {
                            calendar.save(row.record());
                            return ": " + row.record().title();
                        })),
                new Habit(
                        "deletes an event and writes it anew under its UID",
                        pen -> one(pen).map(row -> {
                            calendar.delete(row.id());
                            calendar.save(row.record());
                            return ": " + row.record().title();
                        }),
                        true));
    }

    private Optional<Versioned<CalendarEvent>> one(Pen pen) {
        return pen.pick(
                rows().stream().filter(row -> !row.record().isOccurrence()).toList(),
                row -> row.record().title());
    }

    @Override
    public void remove(Item item) {
        if (!calendar.delete(item.handle())) {
            throw new IllegalStateException("the event is gone");
        }
    }
}
