package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import org.junit.jupiter.api.AfterEach;

/** An app's calendar and one at Google, with a few events. */
abstract class AppAndGoogle {

    final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    /** Four events on each side, of which two are series. */
    void putFew() {
        for (int n = 0; n < 4; n++) {
            world.app.put(world.google.sample(n));
            world.google.put(
                    world.google.sample(20 + n).toBuilder().title("theirs " + n).build());
        }
    }

    String googleId(String title) {
        return world.google.calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals(title) && !event.has("recurringEventId"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    String id(String title) {
        return world.app.records().entrySet().stream()
                .filter(entry -> entry.getValue().title().equals(title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Two runs that leave nothing stuck, and a third that writes nothing. */
    void settle() {
        world.sync();
        world.sync();
        assertThat(world.problems()).isEmpty();
        assertThat(world.sync().writes()).isZero();
    }

    CalendarEvent onlyOneInTheApp() {
        assertThat(world.app.contents()).hasSize(1);
        return world.app.contents().get(0);
    }
}
