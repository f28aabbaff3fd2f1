package io.kalends.provider.ics.internal;

import static io.kalends.provider.ics.internal.CalendarFile.at;
import static io.kalends.provider.ics.internal.CalendarFile.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.Attendee;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.Organizer;
import io.kalends.sync.Write;
import io.kalends.testkit.SettableClock;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attendees and organizers of whom a file knows a name at most, and addresses as programs write them. */
class PeopleWithoutAddressTest {

    private static final String ANN = "ATTENDEE;CN=Ann:mailto:ann@example.org";

    @TempDir
    Path folder;

    private CalendarFile file;

    @BeforeEach
    void open() {
        file = at(folder.resolve("calendar.ics"));
    }

    private CalendarEvent read() {
        return file.record("a").record();
    }

    private void write(String field, UnaryOperator<CalendarEventBuilder> change) {
        CalendarEvent changed = change.apply(read().toBuilder()).build();
        file.write(new Write.Update<>("a", null, changed, Set.of(field)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTENDEE;CN=Nobody:mailto:",
                "ATTENDEE;CN=Nobody:MAILTO:",
                "ATTENDEE;CN=Nobody: mailto: ",
                "ATTENDEE;CN=Nobody:",
                "ORGANIZER;CN=Nobody:mailto:",
                "ORGANIZER;CN=Nobody:",
            })
    void costNoEvent(String line) {
        CalendarFile.put(file.path(), event("a", line, ANN, "SUMMARY:Tea"));

        assertThat(read().title()).isEqualTo("Tea");
        assertThat(read().attendees()).extracting(Attendee::name).containsExactly("Ann");
        assertThat(read().organizer()).isNull();
    }

    @Test
    void areHeldAsWhatTheModelDoesNotKnow() {
        CalendarFile.put(
                file.path(),
                event("a", "ATTENDEE;CN=Nobody:mailto:", "ATTENDEE;CN=Nobody else:", "ORGANIZER;CN=Host:mailto:"));

        assertThat(read().unknown())
                .extracting(property ->
                        property.name() + " " + property.parameters().get("CN"))
                .containsExactly("ATTENDEE [Nobody]", "ATTENDEE [Nobody else]", "ORGANIZER [Host]");
    }

    @Test
    void stayInTheFileWhateverIsWritten() {
        String[] nobodies = {"ATTENDEE;CN=Nobody:mailto:", "ATTENDEE;CN=Nobody else:", "ORGANIZER;CN=Host:mailto:"};
        CalendarFile.put(file.path(), event("a", nobodies[0], ANN, nobodies[1], nobodies[2]));

        write(CalendarEvents.TITLE, event -> event.title("Tea"));
        write(CalendarEvents.ATTENDEES, event -> event.attendees(List.of(Attendee.of("bob@example.org"))));
        write(CalendarEvents.ATTENDEES, event -> event.attendees(List.of()));
        write(CalendarEvents.ORGANIZER, event -> event.organizer(Organizer.of("ann@example.org")));
        write(CalendarEvents.ORGANIZER, event -> event.organizer(null));

        assertThat(file.text().lines()).contains(nobodies).noneMatch(line -> line.contains("@"));
    }

    @Test
    void comeAcrossToAnotherFileOnce() {
        CalendarFile.put(file.path(), event("a", "ATTENDEE;CN=Nobody:mailto:", ANN));
        SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
        SyncedCalendar calendar = new SyncedCalendar(clock);
        calendar.sync(file.replica());
        CalendarEvent inApp = calendar.app().contents().get(0);
        Path other = folder.resolve("other.ics");
        CalendarFile copy = new CalendarFile(
                other, new IcsFile(new AtomicFile(other, AtomicFile.Disk.REAL), ZoneOffset.UTC, clock));

        copy.write(CalendarFile.create(inApp));

        assertThat(copy.text()).containsOnlyOnce("ATTENDEE;CN=Nobody:mailto:").contains("ann@example.org");
        assertThat(copy.record("a").record().unknown()).isEqualTo(inApp.unknown());
        assertThat(calendar.sync(file.replica()).writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:ann@example.org, ann@example.org",
        "MAILTO:ann@example.org, ann@example.org",
        "Mailto: Ann@Example.org , Ann@Example.org",
        "ann@example.org, ann@example.org",
        "urn:uuid:6a0b3f0e-0000-4000-8000-000000000001, urn:uuid:6a0b3f0e-0000-4000-8000-000000000001",
        "https://example.org/ann, https://example.org/ann",
    })
    void addressesComeBackAsTheyWent(String written, String address) {
        CalendarFile.put(file.path(), event("a", "ATTENDEE:" + written, "ORGANIZER:" + written));
        assertThat(read().attendees()).extracting(Attendee::address).containsExactly(address);
        assertThat(read().organizer()).isEqualTo(Organizer.of(address));

        write(
                CalendarEvents.ATTENDEES,
                event -> event.attendees(List.of(Attendee.of("bob@example.org"), Attendee.of(address))));
        write(CalendarEvents.ORGANIZER, event -> event.organizer(new Organizer(address, "Ann")));

        assertThat(read().attendees()).extracting(Attendee::address).containsExactly("bob@example.org", address);
        assertThat(read().organizer()).isEqualTo(new Organizer(address, "Ann"));
        assertThat(file.text()).contains("ATTENDEE:" + written);
    }

    @Test
    void whoStaysKeepsWhatElseStandsOnTheLine() {
        CalendarFile.put(
                file.path(), event("a", "ORGANIZER;SENT-BY=\"mailto:pa@example.org\";CN=Ann:mailto:ann@example.org"));

        write(CalendarEvents.ORGANIZER, event -> event.organizer(new Organizer("ann@example.org", "Ann B.")));

        assertThat(file.text()).contains("SENT-BY=\"mailto:pa@example.org\"").contains("CN=Ann B.");
    }

    @Test
    void aNameThatIsTakenAwayIsGone() {
        CalendarFile.put(file.path(), event("a", ANN, "ORGANIZER;CN=Ann:mailto:ann@example.org"));

        write(CalendarEvents.ATTENDEES, event -> event.attendees(List.of(Attendee.of("ann@example.org"))));
        write(CalendarEvents.ORGANIZER, event -> event.organizer(Organizer.of("ann@example.org")));

        assertThat(read().attendees()).containsExactly(Attendee.of("ann@example.org"));
        assertThat(read().organizer()).isEqualTo(Organizer.of("ann@example.org"));
    }
}
