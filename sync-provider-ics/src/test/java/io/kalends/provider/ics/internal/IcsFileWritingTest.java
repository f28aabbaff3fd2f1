package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.Conference;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.UnknownProperty;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file keeps, and what it answers to writes. */
class IcsFileWritingTest {

    @TempDir
    Path folder;

    private CalendarFile file;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
    }

    @Test
    void deletesEveryCopyOfAnEventThatStandsInItTwice() {
        CalendarFile.put(file.path(), event("a", "SUMMARY:Old"), event("b"), event("a", "SUMMARY:New", "SEQUENCE:2"));
        assertThat(file.record("a").record().title()).isEqualTo("New");

        file.write(CalendarFile.delete("a"));

        assertThat(file.text()).doesNotContain("UID:a").contains("UID:b");
    }

    @Test
    void bringsTheRuleBackWhereAnOccurrenceIsExcludedAsWell() {
        CalendarFile.put(
                file.path(),
                event("a", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20260303T090000Z"),
                event("a", "RECURRENCE-ID:20260303T090000Z", "SUMMARY:Moved"));

        file.write(CalendarFile.delete("a#2026-03-03T09:00:00Z"));

        assertThat(file.has("a#2026-03-03T09:00:00Z")).isFalse();
        assertThat(file.text()).doesNotContain("EXDATE").contains("RRULE");
    }

    @Test
    void excludesAnOccurrenceOfASeriesMadeInTheSameBatch() {
        CalendarEvent series = EventSamples.series();
        CalendarEvent cancelled = CalendarEvent.builder(series.uid())
                .recurrenceId(series.start())
                .status(EventStatus.CANCELLED)
                .build();

        file.write(CalendarFile.create(series), CalendarFile.create(cancelled));

        assertThat(file.text()).contains("EXDATE").doesNotContain("RECURRENCE-ID");
        assertThat(file.record(CalendarBatch.idOf(cancelled)).parent()).isEqualTo(series.uid());
    }

    @Test
    void findsAtTheSecondCreateOfABatchWhatTheFirstMade() {
        CalendarEvent event = EventSamples.meeting(1);

        List<WriteResult<CalendarEvent>> results = file.write(
                CalendarFile.create(event),
                CalendarFile.create(event.toBuilder().title("Another").build()));

        assertThat(results)
                .extracting(result -> ((WriteResult.Applied<CalendarEvent>) result).found())
                .containsExactly(false, true);
        assertThat(file.record(event.uid()).record().title()).isEqualTo(event.title());
    }

    @Test
    void makesAnewWhatTheSameBatchDeleted() {
        CalendarEvent event = EventSamples.meeting(1);
        file.write(CalendarFile.create(event));

        file.write(
                CalendarFile.delete(event.uid()),
                CalendarFile.create(event.toBuilder().title("Again").build()));

        assertThat(file.record(event.uid()).record().title()).isEqualTo("Again");
    }

    @Test
    void refusesAloneWhatIsTooLongForTheFormat() {
        CalendarEvent endless = EventSamples.meeting(3).toBuilder()
                .description("x".repeat(2_000_000))
                .build();

        List<WriteResult<CalendarEvent>> results = file.write(
                CalendarFile.create(EventSamples.meeting(1)),
                CalendarFile.create(endless),
                CalendarFile.create(EventSamples.meeting(2)));

        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Applied", "Rejected", "Applied");
        assertThat(file.list().entries()).hasSize(2);
    }

    @Test
    void refusesAUidThatWouldNotComeBack() {
        CalendarEvent event = CalendarEvent.builder("a\u0000b")
                .start(EventSamples.meeting(1).start())
                .build();

        assertThat(file.write(CalendarFile.create(event)).get(0)).isInstanceOf(WriteResult.Rejected.class);
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void letsAWriteToWhatItCannotReadWait() {
        CalendarFile.put(file.path(), event("a"), event("b"));
        var update = file.titled("a", "New");
        CalendarEvent same = file.record("a").record();
        CalendarFile.put(file.path(), event("a").replace("DTSTART:2026", "DTSTART:x"), event("b"));

        assertThat(file.write(update, CalendarFile.delete("a"), CalendarFile.create(same), CalendarFile.delete("b")))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Deferred", "Deferred", "Deferred", "Applied");
    }

    @Test
    void letsNoUnknownPropertyBreakOut() {
        CalendarEvent event = EventSamples.meeting(1).toBuilder()
                .unknown(List.of(
                        UnknownProperty.of("END", "VEVENT"),
                        UnknownProperty.of("BEGIN", "VEVENT"),
                        UnknownProperty.of("SUMMARY", "Other"),
                        UnknownProperty.of("X-FINE", "kept")))
                .build();

        file.write(CalendarFile.create(event), CalendarFile.create(EventSamples.meeting(2)));

        assertThat(file.list().entries()).hasSize(2);
        assertThat(file.list().listing()).isEqualTo(Listing.SNAPSHOT);
        CalendarEvent stored = file.record(event.uid()).record();
        assertThat(stored.title()).isEqualTo(event.title());
        assertThat(stored.unknown()).hasSize(1);
    }

    @Test
    void definesAZoneForTheYearsOfItsEvents() {
        CalendarEvent old = CalendarEvent.builder("old")
                .start(EventTime.zoned(LocalDateTime.of(2004, 7, 1, 9, 0), EventSamples.BERLIN))
                .build();

        file.write(CalendarFile.create(old));

        assertThat(file.text()
                        .lines()
                        .filter(line -> line.startsWith("DTSTART:"))
                        .map(line -> Integer.parseInt(line.substring(8, 12))))
                .isNotEmpty()
                .allMatch(year -> year <= 2004);
    }

    @Test
    void keepsExcludedDatesInTheFormOfTheStart() {
        CalendarFile.put(file.path(), event("a", "RRULE:FREQ=DAILY", "EXDATE:20260303T090000Z"));
        CalendarEvent days = file.record("a").record().toBuilder()
                .start(EventTime.allDay(EventSamples.MONDAY))
                .end(EventTime.allDay(EventSamples.MONDAY.plusDays(1)))
                .build();

        file.write(new Write.Update<>("a", null, days, Set.of("start", "end", "recurrence")));

        assertThat(file.text()).contains("EXDATE;VALUE=DATE:20260303");
        assertThat(file.has("a#2026-03-03")).isTrue();
    }

    @Test
    void keepsTheOtherConferencesWhenTheFirstIsChanged() {
        CalendarFile.put(
                file.path(),
                event("a", "CONFERENCE;VALUE=URI:https://one.example.org", "CONFERENCE;VALUE=URI:tel:+49-30-1"));
        CalendarEvent other = file.record("a").record().toBuilder()
                .conference(Conference.of("https://two.example.org"))
                .build();

        file.write(new Write.Update<>("a", null, other, Set.of("conference")));

        assertThat(file.text())
                .contains("two.example.org")
                .contains("tel:+49-30-1")
                .doesNotContain("one.example.org");
    }

    @Test
    void takesAUidAsItStands() {
        CalendarEvent odd = EventSamples.meeting(1).toBuilder().build();
        CalendarEvent spaced =
                CalendarEvent.builder(" odd uid ").start(odd.start()).build();

        assertThat(file.write(CalendarFile.create(spaced)).get(0)).isInstanceOf(WriteResult.Applied.class);
        assertThat(file.record(" odd uid ").record().uid()).isEqualTo(" odd uid ");
    }
}
