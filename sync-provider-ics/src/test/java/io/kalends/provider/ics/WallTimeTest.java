package io.kalends.provider.ics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clock on the wall shows does not change on the way through a file. */
class WallTimeTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final LocalTime NINE = LocalTime.of(9, 0);

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-01-01T09:00:00Z");
    private final ProviderConnection connection = new IcsProvider()
            .connect(Account.none(), ProviderSettings.defaults().clock(clock));
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        connection.close();
    }

    private InMemoryReplica<CalendarEvent> app(String id) {
        return InMemoryReplica.builder(id, CalendarEvents.type()).clock(clock).build();
    }

    private Path path() {
        return folder.resolve("calendar.ics");
    }

    private SyncPair<CalendarEvent> pair(InMemoryReplica<CalendarEvent> app) {
        Replica<CalendarEvent> file = connection.replica(path().toString(), CalendarEvents.type());
        return SyncPair.between(app, file).id(app.id()).build();
    }

    private int sync(InMemoryReplica<CalendarEvent> app) {
        clock.advance(Duration.ofMinutes(5));
        return engine.sync(pair(app)).writes();
    }

    private static CalendarEvent series(String zone) {
        return CalendarEvent.builder("weekly@test.example.org")
                .title("Weekly")
                .start(EventTime.zoned(MONDAY.atTime(NINE), ZoneId.of(zone)))
                .lasting(Duration.ofHours(1))
                .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=52"))
                .build();
    }

    private static CalendarEvent occurrence(String zone, LocalDate day) {
        return CalendarEvent.builder("weekly@test.example.org")
                .title("Weekly, in the garden")
                .recurrenceId(EventTime.zoned(day.atTime(NINE), ZoneId.of(zone)))
                .start(EventTime.zoned(day.atTime(NINE), ZoneId.of(zone)))
                .lasting(Duration.ofHours(1))
                .build();
    }

    /** Id, start, end and dates of every event. */
    private static Set<List<Object>> times(InMemoryReplica<CalendarEvent> side) {
        return side.contents().stream()
                .map(event -> List.<Object>of(
                        event.uid(), event.originalStart(), event.start(), event.end(), event.recurrence()))
                .collect(Collectors.toSet());
    }

    /** When another program, which knows of zones what the file says, sees the occurrences begin. */
    private List<Instant> startsInTheFile() throws Exception {
        var calendar = new CalendarBuilder().build(new StringReader(Files.readString(path())));
        TreeSet<Instant> starts = new TreeSet<>();
        for (Object component : calendar.getComponents("VEVENT")) {
            VEvent event = (VEvent) component;
            if (event.getRecurrenceId() == null) {
                ZonedDateTime from = ZonedDateTime.parse("2025-12-31T00:00:00Z");
                for (Period<ZonedDateTime> one :
                        event.<ZonedDateTime>calculateRecurrenceSet(new Period<>(from, from.plusYears(2)))) {
                    starts.add(one.getStart().toInstant());
                }
            }
        }
        return List.copyOf(starts);
    }

    // Failure 18
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Sydney",
                "America/Santiago",
                "Pacific/Auckland",
                "Africa/Cairo"
            })
    void aWeeklySeriesKeepsItsWallTimeAcrossBothChangesOfTheClock(String zone) throws Exception {
        InMemoryReplica<CalendarEvent> app = app("app");
        String id = app.put(series(zone));
        app.putChild(id, occurrence(zone, MONDAY.plusWeeks(20)));
        app.putChild(id, occurrence(zone, MONDAY.plusWeeks(45)));
        sync(app);

        InMemoryReplica<CalendarEvent> other = app("other");
        sync(other);

        assertThat(times(other)).isEqualTo(times(app));
        assertThat(startsInTheFile())
                .hasSize(52)
                .allSatisfy(start ->
                        assertThat(start.atZone(ZoneId.of(zone)).toLocalTime()).isEqualTo(NINE));
        assertThat(sync(app) + sync(other)).isZero();
    }

    // Failure 18
    @Test
    void aSeriesThatIsMovedInTheFileKeepsItsZone() throws Exception {
        InMemoryReplica<CalendarEvent> app = app("app");
        app.put(series("Europe/Berlin"));
        sync(app);
        String text = Files.readString(path());
        Files.writeString(
                path(),
                text.replace("20260105T090000", "20260105T100000").replace("20260105T100000Z", "20260105T090000Z"));

        sync(app);

        assertThat(app.contents())
                .singleElement()
                .satisfies(event -> assertThat(event.start())
                        .isEqualTo(EventTime.zoned(MONDAY.atTime(10, 0), ZoneId.of("Europe/Berlin"))));
        assertThat(sync(app)).isZero();
    }

    // Failure 7
    @Test
    void aWholeDayIsWrittenAndReadWithoutAWriteToFollow() {
        InMemoryReplica<CalendarEvent> app = app("app");
        app.put(EventSamples.allDay());
        app.put(EventSamples.severalDays());
        app.put(EventSamples.allDaySeries());

        assertThat(sync(app)).isEqualTo(3);
        InMemoryReplica<CalendarEvent> other = app("other");
        sync(other);

        assertThat(times(other)).isEqualTo(times(app));
        assertThat(sync(app) + sync(other) + sync(app)).isZero();
    }

    // Failure 7
    @Test
    void eightWholeDaysFromAFileAreBroughtOnceAndNeverAgain() throws Exception {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\n");
        for (int day = 1; day <= 8; day++) {
            text.append("BEGIN:VEVENT\r\nUID:day-" + day + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:2026032"
                    + day + "\r\nDTEND;VALUE=DATE:2026032" + (day + 1) + "\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\n");
        }
        Files.writeString(path(), text.append("END:VCALENDAR\r\n"));
        InMemoryReplica<CalendarEvent> app = app("app");

        assertThat(sync(app)).isEqualTo(8);
        assertThat(sync(app) + sync(app)).isZero();
        assertThat(app.contents())
                .extracting(CalendarEvent::start)
                .contains(EventTime.allDay(LocalDate.of(2026, 3, 28)));
    }
}
