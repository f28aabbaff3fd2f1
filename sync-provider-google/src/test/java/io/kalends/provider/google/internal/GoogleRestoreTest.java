package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.Availability;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.Conference;
import io.kalends.calendar.EventLink;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Reminder;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an edit at Google makes of a value that Google holds only in part. */
class GoogleRestoreTest {

    private static final GoogleProjection SHOWN = new GoogleProjection(EventSamples.BERLIN, false, "ada@example.org");
    private static final Attendee ADA = Attendee.of("ada@example.org");
    private static final Attendee BEN = Attendee.of("ben@example.org");
    private static final Attendee CLEO = Attendee.of("cleo@example.org");

    @Test
    void takesGooglesGuestsWhereTheListsShareSomebody() {
        CalendarEvent old = event().attendees(List.of(ADA, BEN)).build();
        CalendarEvent returned = event().attendees(List.of(ADA, CLEO)).build();

        assertThat(put(CalendarEvents.ATTENDEES, old, returned).attendees()).containsExactly(ADA, CLEO);
    }

    @Test
    void keepsTheAppsGuestsBesideThoseThatGoogleNeverSaw() {
        CalendarEvent old = event().attendees(List.of(ADA, BEN)).build();
        CalendarEvent returned = event().attendees(List.of(CLEO)).build();

        assertThat(put(CalendarEvents.ATTENDEES, old, returned).attendees()).containsExactly(ADA, BEN, CLEO);
    }

    @Test
    void keepsWhomGoogleCannotHoldAndWhatItCannotHoldOfTheOthers() {
        Attendee nobody = Attendee.of("urn:uuid:2b5f0a3e-0000-4000-8000-000000000000");
        Attendee chair = ADA.withRole(Attendee.Role.CHAIR).withKind(Attendee.Kind.GROUP);
        CalendarEvent old = event().attendees(List.of(nobody, chair, BEN)).build();
        GoogleProjection inviting = new GoogleProjection(EventSamples.BERLIN, true, "ada@example.org");
        Attendee accepted = ADA.withResponse(Attendee.Response.ACCEPTED);

        JsonNode restored = inviting.put(
                        CalendarEvents.ATTENDEES,
                        old,
                        event().attendees(List.of(accepted, CLEO)).build())
                .orElseThrow();

        assertThat(CalendarEvents.type()
                        .patch(old, Map.of(CalendarEvents.ATTENDEES, restored))
                        .attendees())
                .containsExactly(nobody, chair.withResponse(Attendee.Response.ACCEPTED), CLEO);
    }

    @Test
    void keepsTheLinksThatDidNotGoToGoogle() {
        EventLink first = EventLink.of("https://a.example.org");
        EventLink second = EventLink.of("https://b.example.org");
        EventLink other = EventLink.of("https://c.example.org");
        CalendarEvent old = event().links(List.of(first, second)).build();

        assertThat(put(CalendarEvents.LINKS, old, event().links(List.of(other)).build())
                        .links())
                .containsExactly(other, second);
    }

    @Test
    void keepsTheRemindersThatGoogleCannotHold() {
        Reminder afterTheStart = Reminder.display(Duration.ofHours(-8));
        CalendarEvent old =
                event().reminders(List.of(afterTheStart, minutes(10))).build();

        assertThat(reminders(old, minutes(20))).containsExactlyInAnyOrder(afterTheStart, minutes(20));
        assertThat(reminders(old)).containsExactly(afterTheStart);
    }

    @Test
    void keepsTheSixthReminderWhoeverOfTheOthersGoes() {
        List<Reminder> six =
                IntStream.rangeClosed(1, 6).mapToObj(GoogleRestoreTest::minutes).toList();
        CalendarEvent old = event().reminders(six).build();

        assertThat(reminders(old, minutes(1), minutes(2), minutes(3), minutes(5)))
                .containsExactlyInAnyOrder(minutes(1), minutes(2), minutes(3), minutes(5), minutes(6));
    }

    @Test
    void keepsAReminderThatGoogleHoldsOtherwiseWhileItIsThere() {
        Reminder sixWeeks = Reminder.display(Duration.ofDays(42));
        Reminder halfAMinute = Reminder.email(Duration.ofSeconds(630));
        CalendarEvent old = event().reminders(List.of(sixWeeks, halfAMinute)).build();
        Reminder fourWeeks = Reminder.display(Duration.ofDays(28));
        Reminder tenMinutes = Reminder.email(Duration.ofMinutes(10));

        assertThat(reminders(old, fourWeeks, tenMinutes, minutes(20)))
                .containsExactlyInAnyOrder(sixWeeks, halfAMinute, minutes(20));
        assertThat(reminders(old, tenMinutes)).containsExactly(halfAMinute);
    }

    @Test
    void keepsTheLengthOfAFloatingEventThatTheClocksSkip() {
        LocalDateTime skipped = LocalDate.of(2026, 3, 29).atTime(2, 30);
        CalendarEvent floating = event().start(EventTime.floating(skipped))
                .end(EventTime.floating(skipped.plusMinutes(30)))
                .build();

        CalendarEvent shown = SHOWN.project(floating);

        assertThat(shown.start().text()).startsWith("2026-03-29T03:30:00");
        assertThat(shown.end().text()).startsWith("2026-03-29T04:00:00");
        assertThat(SHOWN.project(shown)).isEqualTo(shown);
    }

    @Test
    void aCalledOffDateThatIsBackAtGoogleFloatsLikeItsSeries() {
        EventTime nine = EventTime.floating(EventSamples.MONDAY.atTime(9, 0));
        CalendarEvent old = ExcludedDates.record("event", nine);
        CalendarEvent returned = event().recurrenceId(new GoogleTimes(EventSamples.BERLIN).held(nine))
                .build();

        assertThat(put(CalendarEvents.START, old, returned).start()).isEqualTo(nine);
    }

    @Test
    void takesAnotherConferenceAndKeepsTheOldWhereGoogleHasNone() {
        Conference mine = Conference.of("https://meet.example.org/mine");
        Conference theirs = Conference.of("https://meet.google.com/theirs");
        CalendarEvent old = event().conference(mine).build();

        assertThat(put(
                                CalendarEvents.CONFERENCE,
                                old,
                                event().conference(theirs).build())
                        .conference())
                .isEqualTo(theirs);
        assertThat(put(CalendarEvents.CONFERENCE, old, event().build()).conference())
                .isEqualTo(mine);
    }

    @Test
    void staysTentativeWhileGoogleIsBusyAndBecomesFreeWithIt() {
        CalendarEvent old = event().availability(Availability.TENTATIVE).build();

        assertThat(put(CalendarEvents.AVAILABILITY, old, event().build()).availability())
                .isEqualTo(Availability.TENTATIVE);
        assertThat(put(
                                CalendarEvents.AVAILABILITY,
                                old,
                                event().availability(Availability.FREE).build())
                        .availability())
                .isEqualTo(Availability.FREE);
    }

    @Test
    void putsAMovedTimeBackIntoItsOffset() {
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(5, 30);
        CalendarEvent old = event().start(EventTime.parse("2026-03-02T09:00:00+05:30"))
                .end(EventTime.parse("2026-03-02T10:00:00+05:30"))
                .build();
        CalendarEvent returned = event().start(EventTime.parse("2026-03-02T04:00:00Z"))
                .end(EventTime.parse("2026-03-02T04:30:00Z"))
                .build();

        assertThat(put(CalendarEvents.START, old, returned).start())
                .isEqualTo(EventTime.zoned(EventSamples.MONDAY.atTime(9, 30).atZone(offset)));
    }

    @Test
    void becomesADayWhereGoogleMadeItOne() {
        CalendarEvent old = event().start(EventTime.floating(EventSamples.MONDAY.atTime(9, 0)))
                .end(EventTime.floating(EventSamples.MONDAY.atTime(10, 0)))
                .build();
        CalendarEvent returned = CalendarEvent.builder("event")
                .start(EventTime.allDay(EventSamples.MONDAY))
                .build();

        assertThat(SHOWN.put(CalendarEvents.START, old, returned).map(JsonNode::asText))
                .contains("2026-03-02");
    }

    private static Reminder minutes(int minutes) {
        return Reminder.display(Duration.ofMinutes(minutes));
    }

    private static List<Reminder> reminders(CalendarEvent old, Reminder... returned) {
        return put(
                        CalendarEvents.REMINDERS,
                        old,
                        event().reminders(List.of(returned)).build())
                .reminders();
    }

    private static CalendarEvent put(String field, CalendarEvent old, CalendarEvent returned) {
        return CalendarEvents.type()
                .patch(old, Map.of(field, SHOWN.put(field, old, returned).orElseThrow()));
    }

    private static CalendarEventBuilder event() {
        return CalendarEvent.builder("event")
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 0), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(10, 0), EventSamples.BERLIN));
    }
}
