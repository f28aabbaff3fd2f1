package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import org.junit.jupiter.api.Test;

/** A program writes a series of the app's at Google as a whole, and our private properties are not among what it knows. */
class GoogleReplacedSeriesTest extends AppAndGoogle {

    private final CalendarEvent weekly = world.google.sample(0);

    @Test
    void hasWhatIsSetApartThereLater() {
        world.app.put(weekly);
        replace();
        world.google.calendar().patch(occurrence(2), title("Tango"));

        agree();

        assertThat(occurrenceInTheApp().title()).isEqualTo("Tango");
    }

    @Test
    void hasWhatIsCalledOffThereLater() {
        world.app.put(weekly);
        replace();
        world.google.calendar().delete(occurrence(2));

        agree();

        assertThat(occurrenceInTheApp().status()).isEqualTo(EventStatus.CANCELLED);
    }

    @Test
    void hasWhatTheAppSetsApartLater() {
        String series = world.app.put(weekly);
        replace();
        world.app.putChild(series, EmulatedSide.tango(weekly));

        agree();

        assertThat(world.google
                        .calendar()
                        .event(occurrence(1))
                        .orElseThrow()
                        .path("summary")
                        .asText())
                .isEqualTo("Tango");
    }

    @Test
    void hasWhatTheAppCallsOffLater() {
        String series = world.app.put(weekly);
        replace();
        world.app.putChild(series, ExcludedDates.record(weekly.uid(), ExcludingSeries.monday(2)));

        agree();

        assertThat(world.google
                        .calendar()
                        .event(occurrence(2))
                        .orElseThrow()
                        .path("status")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void keepsWhatWasSetApartAndCalledOffBefore() {
        String series = world.app.put(weekly);
        settle();
        world.app.putChild(series, EmulatedSide.tango(weekly));
        world.app.putChild(series, ExcludedDates.record(weekly.uid(), ExcludingSeries.monday(2)));
        replace();

        agree();

        assertThat(world.app.contents()).hasSize(3);
    }

    @Test
    void keepsTheDatesThatItLeavesOutFromTheStart() {
        String series = world.app.put(weekly);
        world.app.putChild(series, ExcludedDates.record(weekly.uid(), ExcludingSeries.monday(2)));
        replace();

        agree();

        assertThat(world.app.contents()).hasSize(2);
    }

    private void replace() {
        settle();
        String id = googleId(weekly.title());
        ObjectNode known = world.google.calendar().event(id).orElseThrow();
        known.remove("extendedProperties");
        world.google.calendar().replace(id, known.put("location", "Hall"));
        settle();
    }

    /** Both sides hold the same, under the names of the series there, also for who lists all of it. */
    private void agree() {
        settle();
        world.google.google().expireSyncTokens();
        world.comesToRest();
        assertThat(world.app.contents()).extracting(CalendarEvent::uid).containsOnly(weekly.uid());
        assertThat(world.app.records().keySet())
                .allSatisfy(id -> assertThat(world.app.find(id).orElseThrow().parent() == null)
                        .isEqualTo(world.app.find(id).orElseThrow().record().isSeries()));
    }

    private CalendarEvent occurrenceInTheApp() {
        return world.app.contents().stream()
                .filter(CalendarEvent::isOccurrence)
                .findFirst()
                .orElseThrow();
    }

    private String occurrence(int week) {
        return EventIds.occurrence(googleId(weekly.title()), ExcludingSeries.monday(week));
    }

    private static ObjectNode title(String title) {
        return JsonNodeFactory.instance.objectNode().put("summary", title);
    }
}
