package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Google refuses an event without length: there it has a minute, and here none all the same. */
class GoogleWithoutLengthTest extends AppAndGoogle {

    private static final EventTime NINE = EventTime.zoned(EventSamples.MONDAY.atTime(9, 0), EventSamples.BERLIN);
    private static final EventTime TEN = EventTime.zoned(EventSamples.MONDAY.atTime(10, 0), EventSamples.BERLIN);

    @Test
    void lastsAMinuteAtGoogle() {
        put(NINE);

        assertThat(world.list()).singleElement().satisfies(event -> {
            assertThat(event.start()).isEqualTo(NINE);
            assertThat(length(event)).isEqualTo(Duration.ofMinutes(1));
        });
        assertThat(onlyOneInTheApp().end()).isEqualTo(NINE);
    }

    @Test
    void isMovedAtGoogleAndHasNoLengthHere() {
        put(NINE);

        atGoogle("2026-03-02T10:00:00+01:00", "2026-03-02T10:01:00+01:00");

        assertThat(onlyOneInTheApp().start()).isEqualTo(TEN);
        assertThat(onlyOneInTheApp().end()).isEqualTo(TEN);
    }

    @Test
    void getsTheLengthThatSomebodyGivesItAtGoogle() {
        put(NINE);

        atGoogle("2026-03-02T09:00:00+01:00", "2026-03-02T10:00:00+01:00");

        assertThat(onlyOneInTheApp().start()).isEqualTo(NINE);
        assertThat(onlyOneInTheApp().end()).isEqualTo(TEN);
    }

    @Test
    void floatsAsBeforeWhenItIsMovedAtGoogle() {
        put(EventTime.floating(EventSamples.MONDAY.atTime(9, 0)));

        atGoogle("2026-03-02T10:00:00Z", "2026-03-02T10:01:00Z");

        EventTime ten = EventTime.floating(EventSamples.MONDAY.atTime(10, 0));
        assertThat(onlyOneInTheApp().start()).isEqualTo(ten);
        assertThat(onlyOneInTheApp().end()).isEqualTo(ten);
    }

    @Test
    void isMovedHereAndLastsAMinuteAtGoogle() {
        String id = put(NINE);
        world.app.edit(id, event -> event.toBuilder().start(TEN).end(TEN).build());

        settle();

        assertThat(world.list()).singleElement().satisfies(event -> {
            assertThat(event.start()).isEqualTo(TEN);
            assertThat(length(event)).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void mayComeFromGoogleAndIsEditedHere() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("summary", "there");
        body.putObject("start").put("dateTime", "2026-03-02T09:00:00+01:00");
        body.putObject("end").put("dateTime", "2026-03-02T09:00:00+01:00");
        world.google.calendar().insert(body);
        settle();
        assertThat(onlyOneInTheApp().end()).isEqualTo(onlyOneInTheApp().start());
        world.app.edit(
                id("there"), event -> event.toBuilder().start(TEN).end(TEN).build());

        settle();

        assertThat(world.list())
                .singleElement()
                .satisfies(event -> assertThat(event.start()).isEqualTo(TEN));
    }

    private String put(EventTime time) {
        String id = world.app.put(
                CalendarEvent.builder("moment").title("here").start(time).build());
        settle();
        return id;
    }

    private void atGoogle(String start, String end) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("start").put("dateTime", start);
        change.putObject("end").put("dateTime", end);
        world.google.calendar().patch(googleId("here"), change);
        settle();
    }

    private static Duration length(CalendarEvent event) {
        return Duration.between(event.start().widestStart(), event.end().widestStart());
    }
}
