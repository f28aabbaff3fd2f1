package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A series without a zone, whose occurrences somebody edits or calls off at Google, which has it in UTC. */
class GoogleFloatingSeriesTest extends AppAndGoogle {

    private static EventTime at(int week, int hour) {
        return EventTime.floating(EventSamples.MONDAY.plusWeeks(week).atTime(hour, 0));
    }

    @BeforeEach
    void firstSync() {
        world.app.put(CalendarEvent.builder("floating")
                .title("Standup")
                .start(at(0, 10))
                .lasting(Duration.ofMinutes(30))
                .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=8"))
                .build());
        settle();
    }

    private String occurrenceAtGoogle(int week) {
        return EventIds.occurrence(googleId("Standup"), at(week, 10));
    }

    private CalendarEvent inTheApp() {
        return world.app.contents().stream()
                .filter(CalendarEvent::isOccurrence)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasWhatIsEditedThereUnderItsOwnName() {
        ObjectNode edit = JsonNodeFactory.instance.objectNode().put("summary", "in room 2");
        world.google.calendar().patch(occurrenceAtGoogle(2), edit);

        settle();

        assertThat(inTheApp().title()).isEqualTo("in room 2");
        assertThat(inTheApp().originalStart()).contains(at(2, 10));
        assertThat(inTheApp().start()).isEqualTo(at(2, 10));
    }

    @Test
    void hasWhatIsEditedThereWhileTheAppRepeatsItOtherwise() {
        ObjectNode edit = JsonNodeFactory.instance.objectNode().put("summary", "in room 2");
        world.google.calendar().patch(occurrenceAtGoogle(2), edit);
        String series = world.app.records().keySet().iterator().next();
        world.app.edit(
                series,
                event -> event.toBuilder()
                        .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=9"))
                        .build());

        settle();

        assertThat(inTheApp().title()).isEqualTo("in room 2");
        assertThat(inTheApp().originalStart()).contains(at(2, 10));
    }

    @Test
    void hasWhatIsMovedThereUnderItsOwnName() {
        ObjectNode edit = JsonNodeFactory.instance.objectNode();
        edit.putObject("start").put("dateTime", "2026-03-16T12:00:00Z").put("timeZone", "UTC");
        edit.putObject("end").put("dateTime", "2026-03-16T12:30:00Z").put("timeZone", "UTC");
        world.google.calendar().patch(occurrenceAtGoogle(2), edit);

        settle();

        assertThat(inTheApp().originalStart()).contains(at(2, 10));
        assertThat(inTheApp().start()).isEqualTo(at(2, 12));
    }

    @Test
    void hasWhatIsCalledOffThereUnderItsOwnName() {
        world.google.calendar().delete(occurrenceAtGoogle(3));

        settle();

        assertThat(inTheApp().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(inTheApp().originalStart()).contains(at(3, 10));
    }
}
