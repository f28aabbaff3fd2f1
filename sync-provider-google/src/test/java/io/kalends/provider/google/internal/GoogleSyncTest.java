package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.testkit.EventSamples;
import org.junit.jupiter.api.Test;

/** What is made, edited and deleted on one side, series and occurrences as well, arrives on the other. */
class GoogleSyncTest extends AppAndGoogle {

    @Test
    void bringsBothSidesTogether() {
        putFew();

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(8);
    }

    @Test
    void carriesEditsAndDeletionsBothWays() {
        putFew();
        world.comesToRest();
        String here = id("Meeting 1");
        String there = googleId("theirs 1");
        world.app.edit(here, event -> event.toBuilder().title("Tango here").build());
        world.google
                .calendar()
                .patch(there, JsonNodeFactory.instance.objectNode().put("summary", "Tango there"));
        world.google.calendar().delete(googleId("Meeting 2"));
        world.app.remove(id("theirs 2"));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(6).anyMatch(event -> event.contains("Tango here"));
        assertThat(world.onApp()).anyMatch(event -> event.contains("Tango there"));
    }

    @Test
    void carriesOccurrencesBothWays() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        world.comesToRest();
        world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        String there = googleId("Meeting 0");
        String second = instanceId(there, 2);
        world.google
                .calendar()
                .patch(second, JsonNodeFactory.instance.objectNode().put("summary", "changed there"));
        world.google.calendar().delete(instanceId(there, 3));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(4);
    }

    @Test
    void putsAnOccurrenceBackToItsRule() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.app.remove(child);

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(1);
        String there = googleId("Meeting 0");
        ObjectNode back = world.google.calendar().event(instanceId(there, 1)).orElseThrow();
        assertThat(back.path("summary").asText()).isEqualTo("Meeting 0");
        assertThat(back.path("start").path("dateTime").asText()).startsWith("2026-03-09T09:00:00");
    }

    @Test
    void seesAnEditOfAnOccurrenceThatWasPutBack() {
        putsAnOccurrenceBackToItsRule();
        world.google
                .calendar()
                .patch(
                        instanceId(googleId("Meeting 0"), 1),
                        JsonNodeFactory.instance.objectNode().put("summary", "changed there"));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2).anyMatch(event -> event.contains("changed there"));
    }

    @Test
    void setsAnOccurrenceApartAgainThatWasPutBack() {
        putsAnOccurrenceBackToItsRule();
        CalendarEvent series = world.google.sample(0);
        world.app.putChild(
                id("Meeting 0"),
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here again")
                        .build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void decidesBetweenAnEditHereAndACancellationThere() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.app.edit(child, event -> event.toBuilder().title("Tango here").build());
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void knowsAnOccurrenceThatIsSetApartHereAndCancelledThere() {
        CalendarEvent series = world.google.sample(0);
        world.google.put(series);
        world.comesToRest();
        world.app.putChild(
                id("Meeting 0"),
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void findsAnOccurrenceBehindAnEmptyPage() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        world.comesToRest();
        world.google.google().listings().emptyFirstPages(true);
        world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void bringsAllOccurrencesBackWithASeriesThatWasEditedHereAndDeletedThere() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 2));
        world.comesToRest();
        world.google.calendar().delete(googleId("Meeting 0"));
        world.app.edit(child, event -> event.toBuilder().title("Tango here").build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(3);
    }

    /** The nth occurrence of the series that begins on 2 March 2026 at nine in Berlin. */
    private String instanceId(String series, int week) {
        return world.google
                .calendar()
                .occurrence(
                        series,
                        EventSamples.MONDAY
                                .plusWeeks(week)
                                .atTime(9, 0)
                                .atZone(EventSamples.BERLIN)
                                .toInstant()
                                .toString());
    }
}
