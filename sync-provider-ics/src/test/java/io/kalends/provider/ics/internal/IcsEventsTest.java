package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.icalendar.EventRow;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events on their way into a file and back. */
class IcsEventsTest {

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final Fingerprints prints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);
    private Path path;
    private IcsFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("calendar.ics");
        file = new IcsFile(new AtomicFile(path, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
    }

    static List<CalendarEvent> samples() {
        return EventSamples.all();
    }

    private FieldStates states(CalendarEvent event) {
        return prints.of(CalendarEvents.type(), event, Set.of());
    }

    private CalendarEvent written(CalendarEvent event) {
        file.write(List.of(new Write.Create<>("key", event, null, "origin", null)));
        return requireNonNull(file.read().rows().get(CalendarBatch.idOf(event)))
                .record()
                .record();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyShapeOfEventComesBackAsItWent(CalendarEvent event) {
        Map<String, Object> before = new TreeMap<>(states(event).byName());

        CalendarEvent after = written(event);

        assertThat(new TreeMap<String, Object>(states(after).byName())).isEqualTo(before);
        assertThat(CalendarEvents.type().identity(after))
                .isEqualTo(CalendarEvents.type().identity(event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherProgramReadsWhatIsWritten(CalendarEvent event) throws Exception {
        written(event);

        try (var in = Files.newInputStream(path)) {
            var calendar = new CalendarBuilder().build(in);
            assertThat(calendar.<CalendarComponent>getComponents("VEVENT")).hasSize(1);
        }
    }

    @Test
    void aChangeOfEveryFieldIsWrittenAndReadBack() {
        CalendarEvent from = EventSamples.bare();
        CalendarEvent to = EventSamples.detailed();
        written(from);
        String id = CalendarBatch.idOf(from);
        for (Field<CalendarEvent> field : CalendarEvents.type().fields()) {
            boolean schedule = field.group().equals(CalendarEvents.SCHEDULE);
            Set<String> changed = schedule
                    ? Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE)
                    : Set.of(field.name());
            file.write(List.of(new Write.Update<>(id, null, to, changed)));

            CalendarEvent now =
                    requireNonNull(file.read().rows().get(id)).record().record();
            assertThat(states(now).get(field.name()))
                    .as(field.name())
                    .isEqualTo(states(to).get(field.name()));
        }
    }

    @Test
    void anUpdateTouchesOnlyTheLinesOfWhatChanged() throws IOException {
        Files.writeString(path, """
                BEGIN:VCALENDAR\r
                VERSION:2.0\r
                PRODID:-//Other//EN\r
                X-ODD;X-P="a;b":kept\r
                BEGIN:VEVENT\r
                UID:a@test\r
                DTSTAMP:20260101T000000Z\r
                DTSTART;TZID="W. Europe Standard Time":20260302T090000\r
                SUMMARY:Old\r
                X-MINE:folded ever\r
                 y where\r
                BEGIN:VALARM\r
                ACTION:AUDIO\r
                TRIGGER:-PT5M\r
                END:VALARM\r
                END:VEVENT\r
                BEGIN:VTODO\r
                UID:todo\r
                END:VTODO\r
                END:VCALENDAR\r
                """);
        List<String> before = Files.readAllLines(path);
        CalendarEvent event =
                requireNonNull(file.read().rows().get("a@test")).record().record();
        assertThat(event.start())
                .isEqualTo(EventTime.zoned(LocalDateTime.of(2026, 3, 2, 9, 0), ZoneId.of("Europe/Berlin")));

        file.write(List.of(new Write.Update<>(
                "a@test", null, event.toBuilder().title("New").build(), Set.of(CalendarEvents.TITLE))));

        List<String> after = Files.readAllLines(path);
        assertThat(after).contains("SUMMARY:New");
        assertThat(after)
                .filteredOn(line -> !line.startsWith("SUMMARY") && !line.matches("(DTSTAMP|LAST-MODIFIED):.*"))
                .isEqualTo(before.stream()
                        .filter(line -> !line.startsWith("SUMMARY") && !line.startsWith("DTSTAMP"))
                        .toList());
    }

    @Test
    void anExcludedDateIsACancelledOccurrenceAndDeletingItBringsTheRuleBack() throws IOException {
        CalendarEvent series = EventSamples.series();
        written(series);
        CalendarEvent cancelled = CalendarEvent.builder(series.uid())
                .recurrenceId(series.start())
                .status(EventStatus.CANCELLED)
                .build();

        file.write(List.of(new Write.Create<>("k2", cancelled, series.uid(), "origin", null)));
        assertThat(Files.readString(path)).contains("EXDATE");
        EventRow row = requireNonNull(file.read().rows().get(CalendarBatch.idOf(cancelled)));
        assertThat(row.record().parent()).isEqualTo(series.uid());
        assertThat(row.record().record().status()).isEqualTo(EventStatus.CANCELLED);

        file.write(List.of(new Write.Delete<>(row.id(), null)));
        assertThat(Files.readString(path)).doesNotContain("EXDATE");
        assertThat(file.read().rows().byId()).hasSize(1);
    }

    @Test
    void twoFilesAreBroughtTogetherAndThenLeftAlone() throws IOException {
        Path otherPath = folder.resolve("other.ics");
        Replica<CalendarEvent> other =
                new IcsFile(new AtomicFile(otherPath, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
        CalendarEvent series = EventSamples.series();
        written(series);
        file.write(List.of(
                new Write.Create<>("k2", EventSamples.movedOccurrence(), series.uid(), "o2", null),
                new Write.Create<>("k3", EventSamples.cancelledOccurrence(), series.uid(), "o3", null)));
        try (ReplicaSession<CalendarEvent> session = other.open()) {
            session.sink()
                    .orElseThrow()
                    .write(WriteRequest.of(
                            List.of(new Write.Create<>("k4", EventSamples.detailed(), null, "o4", null))))
                    .results();
        }
        SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .build();
        SyncPair<CalendarEvent> pair = SyncPair.between((Replica<CalendarEvent>) file, other)
                .id("files")
                .build();

        engine.sync(pair);
        byte[] left = Files.readAllBytes(path);
        byte[] right = Files.readAllBytes(otherPath);

        assertThat(engine.sync(pair).writes()).isZero();
        assertThat(Files.readAllBytes(path)).isEqualTo(left);
        assertThat(Files.readAllBytes(otherPath)).isEqualTo(right);
        assertThat(new String(right, StandardCharsets.UTF_8).split("BEGIN:VEVENT", -1).length)
                .isEqualTo(new String(left, StandardCharsets.UTF_8).split("BEGIN:VEVENT", -1).length);
    }
}
