package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.sync.store.Link;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody calls off, at Google, an occurrence that the app had edited: Google shows it as cancelled, with little in it. */
class GoogleCalledOffTest {

    private GoogleWorld world = new GoogleWorld();
    private String occurrence = "";
    private String atGoogle = "";

    @AfterEach
    void stop() {
        world.close();
    }

    private void inSync(Pairing pairing) {
        world.close();
        world = new GoogleWorld(new EmulatedSide(), pairing);
        CalendarEvent weekly = world.google.sample(0);
        String series = world.app.put(weekly);
        occurrence = world.app.putChild(series, EmulatedSide.tango(weekly));
        world.sync();
        world.sync();
        atGoogle = world.google.calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals("Tango"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private CalendarEvent inApp() {
        return world.app.find(occurrence).orElseThrow().record();
    }

    private ObjectNode googles() {
        return world.google.calendar().event(atGoogle).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void anEditInTheAppBringsItBack(Pairing pairing) {
        inSync(pairing);
        world.google.calendar().delete(atGoogle);
        world.app.edit(
                occurrence, event -> event.toBuilder().title("Tango at eight").build());

        world.sync();
        world.sync();

        assertThat(inApp().title()).isEqualTo("Tango at eight");
        assertThat(inApp().description()).isEqualTo("bring shoes");
        assertThat(inApp().status()).isEqualTo(EventStatus.CONFIRMED);
        assertThat(googles().path("status").asText()).isEqualTo("confirmed");
        assertThat(googles().path("summary").asText()).isEqualTo("Tango at eight");
        assertThat(googles().path("description").asText()).isEqualTo("bring shoes");
        assertThat(world.problems()).isEmpty();
        world.google.advance(Duration.ofHours(1));
        assertThat(world.sync().writes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Pairing.class, mode = EnumSource.Mode.EXCLUDE, names = "EXPORT")
    void whatTheAppHadOfItIsKeptWhereNobodyEditedItThere(Pairing pairing) {
        inSync(pairing);
        world.google.calendar().delete(atGoogle);

        world.sync();
        world.sync();

        assertThat(inApp().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(inApp().title()).isEmpty();
        assertKept("Tango");
    }

    /** Google calls off what stood apart from the series by itself. */
    @ParameterizedTest
    @EnumSource(value = Pairing.class, mode = EnumSource.Mode.EXCLUDE, names = "EXPORT")
    void soItIsWhereSomebodyMovesTheSeriesAtGoogle(Pairing pairing) {
        inSync(pairing);
        ObjectNode later = JsonNodeFactory.instance.objectNode();
        later.putObject("start").put("dateTime", "2026-03-02T09:30:00+01:00").put("timeZone", "Europe/Berlin");
        later.putObject("end").put("dateTime", "2026-03-02T10:30:00+01:00").put("timeZone", "Europe/Berlin");
        world.google.calendar().patch(googles().path("recurringEventId").asText(), later);
        assertThat(googles().path("status").asText()).isEqualTo("cancelled");

        world.sync();
        world.sync();

        assertKept("Tango");
    }

    /** Of a day that is called off Google is shown nothing, so the app's text does not differ from Google's until it is on again. */
    @Test
    void anEditAtGoogleTakesTheWholeDayThatTheAppCalledOffBeforeTheyMet() {
        CalendarEvent weekly = world.google.sample(0);
        String series = world.app.put(weekly);
        world.sync();
        world.sync();
        CalendarEvent tango = EmulatedSide.tango(weekly);
        occurrence = world.app.putChild(
                series, tango.toBuilder().status(EventStatus.CANCELLED).build());
        atGoogle = instanceAtGoogle(tango);
        ObjectNode edit = JsonNodeFactory.instance.objectNode();
        world.google.advance(Duration.ofHours(1));
        world.google.calendar().patch(atGoogle, edit.put("summary", "Salsa").put("description", ""));

        world.sync();
        world.sync();

        assertThat(inApp().title()).isEqualTo("Salsa");
        assertThat(inApp().description()).isEmpty();
        assertThat(googles().path("summary").asText()).isEqualTo("Salsa");
        assertThat(googles().path("description").asText()).isEmpty();
        assertKept("Tango");
        assertThat(world.sync().writes()).isZero();
    }

    private String instanceAtGoogle(CalendarEvent occurrence) {
        String series = world.google.calendar().events().get(0).path("id").asText();
        return series + "_"
                + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(((EventTime.Zoned) requireNonNull(occurrence.recurrenceId()))
                                .time()
                                .toInstant());
    }

    private void assertKept(String title) {
        assertThat(world.engineNow().keptVersions(world.pair(), linkOfTheOccurrence()))
                .extracting(CalendarEvent::title)
                .contains(title);
    }

    private String linkOfTheOccurrence() {
        return world.stored().stream()
                .filter(link -> link.left() != null && link.left().parent() != null)
                .map(Link::id)
                .findFirst()
                .orElseThrow();
    }
}
