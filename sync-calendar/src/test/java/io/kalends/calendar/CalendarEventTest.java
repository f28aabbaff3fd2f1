package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CalendarEventTest {

    private static final EventTime TEN = EventTime.parse("2026-03-01T10:00:00Z");

    private static final EventTime DAY = EventTime.parse("2026-03-01");

    @Test
    void lastsADayWhereADayHasNoEnd() {
        CalendarEvent event = CalendarEvent.builder("u1").start(DAY).build();

        assertThat(event.end()).isEqualTo(EventTime.parse("2026-03-02"));
    }

    @Test
    void lastsNoTimeWhereATimeHasNoEnd() {
        CalendarEvent event = CalendarEvent.builder("u1").start(TEN).build();

        assertThat(event.end()).isEqualTo(TEN);
    }

    @Test
    void startsWhereItStoodInItsSeriesUnlessItWasMoved() {
        CalendarEvent event = CalendarEvent.builder("u1")
                .recurrenceId(TEN)
                .status(EventStatus.CANCELLED)
                .build();

        assertThat(event.start()).isEqualTo(TEN);
        assertThat(event.isOccurrence()).isTrue();
        assertThat(event.originalStart()).contains(TEN);
    }

    @Test
    void lastsTheExactTimeOverANightOfTwentyThreeHours() {
        CalendarEvent event = CalendarEvent.builder("u1")
                .start(EventTime.parse("2026-03-28T22:00:00+01:00[Europe/Berlin]"))
                .lasting(Duration.ofHours(8))
                .build();

        assertThat(event.end().text()).isEqualTo("2026-03-29T07:00:00+02:00[Europe/Berlin]");
    }

    @Test
    void givesItsRulesTheFormOfEndThatItsStartAsksFor() {
        CalendarEvent event = CalendarEvent.builder("u1")
                .start(TEN)
                .recurrence(Recurrence.of("FREQ=DAILY;UNTIL=20260331"))
                .build();

        assertThat(event.recurrence().rules()).containsExactly("FREQ=DAILY;UNTIL=20260331T235959Z");
        assertThat(event.isSeries()).isTrue();
    }

    @Test
    void keepsTheFirstOfTwoAttendeesWithOneAddress() {
        Attendee ada = Attendee.of("ada@example.org").withResponse(Attendee.Response.ACCEPTED);

        CalendarEvent event = CalendarEvent.builder("u1")
                .start(TEN)
                .attendees(List.of(ada, Attendee.of("mailto:ADA@example.org")))
                .build();

        assertThat(event.attendees()).containsExactly(ada);
    }

    @Test
    void doesNotFollowItsBuildersLists() {
        List<String> categories = new ArrayList<>(List.of("work"));
        CalendarEvent event =
                CalendarEvent.builder("u1").start(TEN).categories(categories).build();

        categories.add("home");

        assertThat(event.categories()).containsExactly("work");
    }

    @Property
    void isItselfThroughABuilder(@ForAll("events") CalendarEvent event) {
        assertThat(event.toBuilder().build()).isEqualTo(event);
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return EventArbitraries.events();
    }

    @Test
    void refusesWhatNoEventCanBe() {
        assertRefused(CalendarEvent.builder(" ").start(TEN), "needs a uid");
        assertRefused(CalendarEvent.builder("u1"), "needs a start");
        assertRefused(CalendarEvent.builder("u1").start(TEN).sequence(-1), "negative");
        assertRefused(CalendarEvent.builder("u1").start(TEN).end(DAY), "two kinds");
        assertRefused(CalendarEvent.builder("u1").start(DAY).end(DAY), "covers no day");
        assertRefused(
                CalendarEvent.builder("u1").start(TEN).end(EventTime.parse("2026-03-01T09:59:59Z")), "ends before");
        assertRefused(
                CalendarEvent.builder("u1").recurrenceId(TEN).recurrence(Recurrence.of("FREQ=DAILY")),
                "does not repeat");
        assertThatThrownBy(() -> CalendarEvent.builder("u1").start(DAY).lasting(Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give an all-day event an end");
    }

    @Test
    void showsItsUidAndOriginalStartAndNoContent() {
        CalendarEvent event =
                CalendarEvent.builder("u1").start(TEN).title("secret").build();

        assertThat(event).hasToString("CalendarEvent[u1]");
        assertThat(event.toBuilder().recurrenceId(TEN).build())
                .hasToString("CalendarEvent[u1 at 2026-03-01T10:00:00Z]");
    }

    @Test
    void showsNoContentOfItsParts() {
        assertThat(List.of(
                        new Attendee(
                                "secret@example.org",
                                "secret",
                                Attendee.Role.CHAIR,
                                Attendee.Response.ACCEPTED,
                                Attendee.Kind.ROOM),
                        new Organizer("secret@example.org", "secret"),
                        new Conference("https://secret", "video", "secret", "secret"),
                        new EventLink("https://secret", "secret"),
                        new UnknownProperty("X-A", Map.of("P", List.of("secret")), "secret")))
                .allSatisfy(part -> assertThat(part.toString()).doesNotContain("secret"));
    }

    private static void assertRefused(CalendarEventBuilder builder, String why) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
