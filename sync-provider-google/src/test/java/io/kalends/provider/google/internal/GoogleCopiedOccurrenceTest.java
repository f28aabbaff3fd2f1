package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program copies an occurrence at Google that the app set apart, with all its private properties. */
class GoogleCopiedOccurrenceTest extends AppAndGoogle {

    private final CalendarEvent weekly = world.google.sample(0);
    private String occurrence = "";

    @BeforeEach
    void firstSync() {
        occurrence = world.app.putChild(world.app.put(weekly), EmulatedSide.tango(weekly));
        settle();
    }

    @Test
    void asAnEventOfItsOwn() {
        world.google.calendar().insert(copyOf(tango(), "recurringEventId", "originalStartTime"));

        agree();

        assertThat(world.app.contents())
                .extracting(CalendarEvent::title)
                .filteredOn("Tango"::equals)
                .hasSize(2);
        assertThat(world.app.contents()).filteredOn(CalendarEvent::isOccurrence).hasSize(1);
    }

    @Test
    void withItsSeries() {
        String series = world.google.calendar().insert(copyOf(series()));
        world.google
                .calendar()
                .patch(
                        EventIds.occurrence(series, ExcludingSeries.monday(1)),
                        copyOf(tango(), "recurringEventId", "originalStartTime"));

        agree();

        assertThat(world.app.contents()).hasSize(4);
        assertThat(world.app.contents()).filteredOn(CalendarEvent::isOccurrence).hasSize(2);
    }

    @Test
    void andTheAppsNextOccurrenceIsOneOfTheOriginalSeries() {
        String copy = world.google.calendar().insert(copyOf(series()).put("summary", "the copy"));
        agree();
        String series = world.app.find(occurrence).orElseThrow().parent();
        world.app.putChild(
                requireNonNull(series),
                EmulatedSide.occurrence(weekly, 2).toBuilder().title("Samba").build());

        agree();

        assertThat(world.google.calendar().events())
                .filteredOn(event -> event.path("summary").asText().equals("Samba"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.path("recurringEventId").asText()).isNotEqualTo(copy));
    }

    @Test
    void ontoAnotherDateOfItsSeries() {
        ObjectNode copy = copyOf(tango(), "recurringEventId", "originalStartTime", "start", "end");
        String other = EventIds.occurrence(series().path("id").asText(), ExcludingSeries.monday(3));
        world.google.calendar().patch(other, copy);

        agree();

        assertThat(world.app.contents()).filteredOn(CalendarEvent::isOccurrence).hasSize(2);
    }

    @Test
    void andTheAppsNextEditGoesToTheOriginal() {
        world.google.calendar().insert(copyOf(tango(), "recurringEventId", "originalStartTime"));
        agree();
        world.app.edit(occurrence, event -> event.toBuilder().title("Samba").build());

        agree();

        assertThat(world.google.calendar().events())
                .filteredOn(event -> event.path("summary").asText().equals("Samba"))
                .singleElement()
                .satisfies(event -> assertThat(event.has("recurringEventId")).isTrue());
    }

    private void agree() {
        settle();
        world.google.google().expireSyncTokens();
        world.comesToRest();
    }

    private ObjectNode series() {
        return find("recurrence");
    }

    private ObjectNode tango() {
        return find("recurringEventId");
    }

    private ObjectNode find(String having) {
        return world.google.calendar().events().stream()
                .filter(event -> event.has(having))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode copyOf(ObjectNode original, String... without) {
        ObjectNode copy = original.deepCopy();
        copy.remove(List.of("id", "iCalUID", "etag", "htmlLink", "created", "updated", "creator", "organizer"));
        return copy.remove(List.of(without));
    }
}
