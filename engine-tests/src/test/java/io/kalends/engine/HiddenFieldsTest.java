package io.kalends.engine;

import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HiddenFieldsTest {

    private final SyncWorld world = new SyncWorld();

    @Test
    void aHiddenFieldOfACreateWithoutAnAnswerComesAcrossOnceItIsShown() {
        Note note = Note.titled("planning");
        world.right.put(note);
        world.right.faults().reads().hide(world.rightId(note), Set.of("title"));
        world.left.faults().writes().loseAnswers(1);
        world.sync();
        world.right.faults().clear();
        world.left.faults().clear();
        world.left.edit(world.leftId(note), made -> made.withText("bring the plan"));
        world.clock.advance(Duration.ofHours(1));

        world.sync();
        world.sync();

        world.agreesOn(note.withText("bring the plan"));
    }
}
