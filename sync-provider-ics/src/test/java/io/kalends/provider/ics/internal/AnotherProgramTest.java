package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An app's series of which another program rewrites the file, with or without the lines that it does not know. */
class AnotherProgramTest {

    private static final LocalDate MONDAY = EventSamples.MONDAY;

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncedCalendar synced = new SyncedCalendar(clock);

    /** What the program does with lines that it does not know. */
    enum UnknownLines {
        KEPT,
        DROPPED;

        private String in(String text) {
            return this == KEPT ? text : text.replaceAll("(?m)^X-[^\r\n]*\r?\n( [^\r\n]*\r?\n)*", "");
        }
    }

    private Replica<CalendarEvent> file() {
        return new IcsFile(new AtomicFile(path(), AtomicFile.Disk.REAL), ZoneOffset.UTC, clock);
    }

    private Path path() {
        return folder.resolve("calendar.ics");
    }

    private static EventTime at(int week, int hour) {
        return EventTime.zoned(MONDAY.plusWeeks(week).atTime(hour, 0), EventSamples.BERLIN);
    }

    /** A weekly series of the app whose second occurrence is in room 2, in the file. */
    private void writeTheAppsSeries() {
        String series = synced.app()
                .put(CalendarEvent.builder("series")
                        .title("Standup")
                        .start(at(0, 10))
                        .lasting(Duration.ofMinutes(30))
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=8"))
                        .build());
        synced.app().putChild(series, inRoom(2, 1));
        synced.sync(file());
        synced.sync(file());
    }

    private static CalendarEvent inRoom(int room, int week) {
        return CalendarEvent.builder("series")
                .recurrenceId(at(week, 10))
                .title("in room " + room)
                .start(at(week, 10))
                .lasting(Duration.ofMinutes(30))
                .build();
    }

    private void rewrite(UnknownLines lines, UnaryOperator<String> edit) throws IOException {
        Files.writeString(path(), lines.in(edit.apply(Files.readString(path()))));
    }

    /** Runs until nothing is written, and gives the app's events as "title at start". */
    private List<String> settled() {
        SyncReport report = synced.sync(file());
        assertThat(report.hasFailures()).as(report.describe()).isFalse();
        synced.sync(file());
        SyncReport last = synced.sync(file());
        assertThat(last.writes()).as(last.describe()).isZero();
        return synced.app().contents().stream()
                .map(event -> event.title() + " at " + event.start().text())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void movesTheSeriesWithItsException(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> text.replace("T100000", "T110000").replace("T103000", "T113000"));

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        "Standup at " + at(0, 11).text(),
                        "in room 2 at " + at(1, 11).text());
    }

    @ParameterizedTest
    @EnumSource
    void movesTheSeriesWithItsExceptionWhileTheAppMovesItElsewhere(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        String occurrence = synced.appIdOf("in room 2");
        synced.app().remove(occurrence);
        synced.app()
                .edit(
                        synced.appIdOf("Standup"),
                        event -> event.toBuilder()
                                .start(at(0, 14))
                                .lasting(Duration.ofMinutes(30))
                                .build());
        synced.app()
                .putChild(
                        synced.appIdOf("Standup"),
                        inRoom(2, 1).toBuilder()
                                .recurrenceId(at(1, 14))
                                .start(at(1, 14))
                                .lasting(Duration.ofMinutes(30))
                                .build());
        clock.advance(Duration.ofMinutes(5));
        rewrite(lines, text -> text.replace("T100000", "T110000").replace("T103000", "T113000"));

        assertThat(settled())
                .hasSize(3)
                .contains(
                        "in room 2 at " + at(1, 11).text(),
                        "in room 2 at " + at(1, 14).text());
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSeriesAnotherUid(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> text.replace("UID:series", "UID:renewed"));

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        "Standup at " + at(0, 10).text(),
                        "in room 2 at " + at(1, 10).text());
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSeriesAnotherUidAndMovesIt(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(
                lines,
                text -> text.replace("UID:series", "UID:renewed")
                        .replace("T100000", "T110000")
                        .replace("T103000", "T113000"));

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        "Standup at " + at(0, 11).text(),
                        "in room 2 at " + at(1, 11).text());
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSeriesAnotherUidAndTitle(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> text.replace("UID:series", "UID:renewed").replace("Standup", "Review"));

        assertThat(settled())
                .containsExactlyInAnyOrder(
                        "Review at " + at(0, 10).text(),
                        "in room 2 at " + at(1, 10).text());
    }

    @ParameterizedTest
    @EnumSource
    void copiesTheSeriesUnderAnotherUid(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> {
            int first = text.indexOf("BEGIN:VEVENT");
            int end = text.lastIndexOf("END:VCALENDAR");
            String events = text.substring(first, end);
            return text.substring(0, end) + events.replace("UID:series", "UID:copy") + text.substring(end);
        });

        assertThat(settled())
                .hasSize(4)
                .containsAll(Stream.of(at(0, 10), at(1, 10))
                        .map(start -> (start.equals(at(0, 10)) ? "Standup at " : "in room 2 at ") + start.text())
                        .toList());
        assertThat(synced.app().contents().stream().map(CalendarEvent::uid).distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSeriesAnotherUidAndHasWhatTheAppSetsApartLater(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> text.replace("UID:series", "UID:renewed"));
        settled();
        synced.app().putChild(series(), inRoom(4, 3));

        assertThat(settled()).hasSize(3);

        assertThat(Files.readString(path()))
                .contains("UID:renewed", "in room 4")
                .doesNotContain("UID:series");
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSeriesAnotherUidAndSetsADateApartLater(UnknownLines lines) throws IOException {
        writeTheAppsSeries();
        rewrite(lines, text -> text.replace("UID:series", "UID:renewed"));
        settled();
        rewrite(lines, text -> text.replace("in room 2", "in room 5"));

        assertThat(settled()).contains("in room 5 at " + at(1, 10).text());
        assertThat(synced.app().contents()).extracting(CalendarEvent::uid).containsOnly("series");
    }

    private String series() {
        return synced.app().records().entrySet().stream()
                .filter(entry -> entry.getValue().isSeries())
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
