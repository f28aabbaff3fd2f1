package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.calendar.CalendarEvent;
import io.kalends.testkit.CrashPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that is killed at any HTTP call, or at any call of the store, loses nothing and doubles nothing. */
class GoogleCrashTest {

    private static final int MOST = 400;

    @Test
    void comesToTheSameWhereverARunIsKilled() {
        List<String> whole;
        try (GoogleWorld world = world()) {
            world.comesToRest();
            whole = world.onGoogle();
        }
        int place = 0;
        boolean killed = true;
        while (killed) {
            place++;
            assertThat(place).as("places of a run").isLessThan(MOST);
            try (GoogleWorld world = world()) {
                CrashPoint point = CrashPoint.at(place);
                killed = world.killedAt(point);
                world.comesToRest();
                assertThat(world.onGoogle())
                        .as("killed at %s: %s", place, point.struckAt().orElse("the end"))
                        .isEqualTo(whole);
                assertThat(world.google.calendar().events()).hasSameSizeAs(whole);
            }
        }
        assertThat(place).as("places of a run").isGreaterThan(10);
    }

    /** Something to create, update, delete and set apart on both sides. */
    private static GoogleWorld world() {
        GoogleWorld world = new GoogleWorld();
        CalendarEvent series = world.google.sample(0);
        String seriesId = world.app.put(series);
        String updated = world.app.put(world.google.sample(1));
        String deleted = world.app.put(world.google.sample(2));
        world.google.put(world.google.sample(21).toBuilder().title("theirs").build());
        world.comesToRest();
        world.app.edit(updated, event -> event.toBuilder().title("Tango here").build());
        world.app.remove(deleted);
        world.app.put(world.google.sample(4));
        world.app.putChild(
                seriesId,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        String theirs = world.google.calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals("theirs"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        world.google
                .calendar()
                .patch(theirs, JsonNodeFactory.instance.objectNode().put("summary", "Tango there"));
        return world;
    }
}
