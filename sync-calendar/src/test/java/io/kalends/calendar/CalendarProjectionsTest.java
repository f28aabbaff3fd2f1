package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Projection;
import io.kalends.sync.record.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CalendarProjectionsTest {

    @Property
    void showsOnlyWhenSomeoneIsBusy(@ForAll("events") CalendarEvent event) {
        CalendarEvent busy = CalendarProjections.busyOnly().project(event);

        assertThat(busy.title()).isEqualTo("Busy");
        assertThat(busy.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(filled(busy))
                .isSubsetOf("title", "start", "end", "recurrence", "status", "availability", "visibility");
        assertThat(changed(event, busy)).doesNotContain("start", "end", "recurrence", "status", "availability");
    }

    @Property
    void leavesOutAttendeesAndOrganizerAlone(@ForAll("events") CalendarEvent event) {
        CalendarEvent copy = CalendarProjections.withoutAttendees().project(event);

        assertThat(filled(copy)).doesNotContain("attendees", "organizer");
        assertThat(changed(event, copy)).isSubsetOf("attendees", "organizer");
    }

    @Test
    void leavesOutPeopleWithoutAnAddressAsWell() {
        UnknownProperty mood = UnknownProperty.of("X-MOOD", "fine");
        CalendarEvent event = CalendarEvent.builder("a")
                .start(EventTime.parse("2026-03-02"))
                .unknown(List.of(
                        new UnknownProperty("attendee", Map.of("CN", List.of("Nobody")), "mailto:"),
                        new UnknownProperty("ORGANIZER", Map.of("CN", List.of("Host")), ""),
                        mood))
                .build();

        assertThat(CalendarProjections.withoutAttendees().project(event).unknown())
                .containsExactly(mood);
    }

    @Property
    void changesNothingMoreTheSecondTime(@ForAll("events") CalendarEvent event) {
        for (Projection<CalendarEvent> projection :
                Set.of(CalendarProjections.busyOnly(), CalendarProjections.withoutAttendees())) {
            CalendarEvent once = projection.project(event);

            assertThat(projection.project(once)).isEqualTo(once);
        }
    }

    @Property
    void keepsTheIdentity(@ForAll("events") CalendarEvent event) {
        var type = CalendarEvents.type();

        assertThat(type.identity(CalendarProjections.busyOnly().project(event))).isEqualTo(type.identity(event));
        assertThat(type.identity(CalendarProjections.withoutAttendees().project(event)))
                .isEqualTo(type.identity(event));
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return EventArbitraries.events();
    }

    private static Set<String> filled(CalendarEvent event) {
        return CalendarEvents.type().fields().stream()
                .filter(field -> !field.value(event).isNull())
                .map(Field::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> changed(CalendarEvent one, CalendarEvent other) {
        return CalendarEvents.type().fields().stream()
                .filter(field -> !field.value(one).equals(field.value(other)))
                .map(Field::name)
                .collect(Collectors.toSet());
    }
}
