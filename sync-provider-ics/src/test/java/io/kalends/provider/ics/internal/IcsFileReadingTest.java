package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is taken to say that others wrote, well or badly. */
class IcsFileReadingTest {

    @TempDir
    Path folder;

    private CalendarFile file;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
    }

    @Test
    void takesTheLaterStampOfTwoCopies() {
        CalendarFile.put(
                file.path(),
                event("a", "SUMMARY:New").replace("DTSTAMP:2026", "DTSTAMP:2027"),
                event("a", "SUMMARY:Old"));

        assertThat(file.record("a").record().title()).isEqualTo("New");
    }

    @Test
    void reportsAnExcludedDateThatCannotBeRead() {
        CalendarFile.put(file.path(), event("a", "RRULE:FREQ=DAILY", "EXDATE:yesterday"));

        ChangePage<CalendarEvent> page = file.list();

        assertThat(page.entries())
                .hasSize(2)
                .anySatisfy(entry -> assertThat(entry.id()).isEqualTo("a"));
        assertThat(page.listing()).isEqualTo(Listing.PARTIAL);
    }

    @Test
    void keepsApartEventsWithoutAUidThatLookAlike() {
        String nameless = event("x", "SUMMARY:Lunch").replace("UID:x\n", "");
        CalendarFile.put(file.path(), nameless, nameless, event("", "SUMMARY:Blank"));

        ChangePage<CalendarEvent> page = file.list();

        assertThat(page.entries())
                .hasSize(3)
                .allSatisfy(
                        entry -> assertThat(file.record(entry.id()).readOnly()).contains("title", "start"));
    }

    @Test
    void doesNotTakeThisAndFutureForOneOccurrence() {
        CalendarFile.put(
                file.path(),
                event("a", "RRULE:FREQ=DAILY"),
                event("a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000Z"));

        assertThat(file.whyUnreadable("a#2026-03-03T09:00:00Z"))
                .get()
                .asString()
                .contains("THISANDFUTURE");
        assertThat(file.list().listing()).isEqualTo(Listing.SNAPSHOT);
    }

    @Test
    void provesAbsenceBesideABrokenEventThatHasAName() {
        CalendarFile.put(
                file.path(),
                event("a").replace("DTSTART:2026", "DTSTART:x"),
                event("a", "RECURRENCE-ID:20260303T090000Z"),
                event("b"));

        ChangePage<CalendarEvent> page = file.list();

        assertThat(page.listing()).isEqualTo(Listing.SNAPSHOT);
        assertThat(file.whyUnreadable("a")).get().asString().contains("line");
        assertThat(file.record("a#2026-03-03T09:00:00Z").parent()).isEqualTo("a");
    }

    @Test
    void provesNothingBesideABrokenEventWithoutAName() {
        CalendarFile.put(
                file.path(), event("a").replace("UID:a\n", "").replace("DTSTART:2026", "DTSTART:x"), event("b"));

        assertThat(file.list().listing()).isEqualTo(Listing.PARTIAL);
        assertThat(file.whyUnreadable("whatever")).isPresent();
    }

    @Test
    void knowsAnOccurrenceThatIsNamedInAnotherForm() {
        CalendarFile.put(
                file.path(),
                event("a", "RECURRENCE-ID;VALUE=DATE:20260303"),
                event("a", "RRULE:FREQ=DAILY"),
                event("d", "RECURRENCE-ID:20260303T000000Z"),
                event("d", "RRULE:FREQ=DAILY").replace("DTSTART:20260302T090000Z", "DTSTART;VALUE=DATE:20260302"));

        assertThat(file.record("a#2026-03-03T09:00:00Z").parent()).isEqualTo("a");
        assertThat(file.record("d#2026-03-03").parent()).isEqualTo("d");
    }
}
