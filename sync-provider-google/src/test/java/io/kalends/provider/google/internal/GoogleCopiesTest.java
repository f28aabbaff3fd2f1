package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program copies an event at Google with all its private properties, those of ours among them. */
class GoogleCopiesTest extends AppAndGoogle {

    /** Makes the copy as programs do: all that the original has, but for what Google assigns. */
    private void copy(String title, String newTitle) {
        ObjectNode copy =
                world.google.calendar().event(googleId(title)).orElseThrow().deepCopy();
        copy.remove(List.of("id", "iCalUID", "etag", "htmlLink", "created", "updated", "creator", "organizer"));
        world.google.calendar().insert(copy.put("summary", newTitle));
    }

    @Test
    void aCopyIsAnEventOfItsOwnInTheApp() {
        world.app.put(world.google.sample(1));
        settle();
        copy("Meeting 1", "the copy");

        settle();

        assertThat(world.app.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Meeting 1", "the copy");
        assertThat(world.app.contents()).extracting(CalendarEvent::uid).doesNotHaveDuplicates();
    }

    @Test
    void anEditOfTheOriginalInTheAppGoesToTheOriginal() {
        String original = world.app.put(world.google.sample(1));
        settle();
        copy("Meeting 1", "the copy");
        settle();
        world.app.edit(original, event -> event.toBuilder().title("edited").build());

        settle();

        assertThat(world.google.calendar().events())
                .extracting(event -> event.path("summary").asText())
                .containsExactlyInAnyOrder("edited", "the copy");
    }

    @Test
    void aCopyStaysOnceTheOriginalIsDeleted() {
        String original = world.app.put(world.google.sample(1));
        settle();
        copy("Meeting 1", "the copy");
        settle();
        world.app.remove(original);

        settle();

        assertThat(world.app.contents()).extracting(CalendarEvent::title).containsExactly("the copy");
        assertThat(world.onGoogle()).hasSize(1);
    }

    @Test
    void aCopyOfASeriesHasItsOwnOccurrences() {
        world.app.put(world.google.sample(0));
        settle();
        copy("Meeting 0", "the copy");

        settle();

        assertThat(world.app.contents()).hasSize(2);
        assertThat(world.app.contents()).extracting(CalendarEvent::uid).doesNotHaveDuplicates();
    }
}
