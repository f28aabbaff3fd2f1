package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.PairStatus;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** The status names what is stuck, and not all of it where that is too much to read. */
class StatusTest {

    private final SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));

    private void fails(int notes) {
        world.right.faults().writes().reject(note -> note.title().startsWith("bad"), "not that title");
        for (int i = 0; i < notes; i++) {
            world.left.put(Note.titled("bad " + i));
        }
    }

    private void conflicts(int notes) {
        SyncWorld.notes(notes).forEach(world.left::put);
        world.sync();
        world.left.records().keySet().forEach(id -> world.left.edit(id, note -> note.withText("left")));
        world.right.records().keySet().forEach(id -> world.right.edit(id, note -> note.withText("right")));
    }

    @Test
    void aHundredAreNamedWhateverTheyAreStuckFor() {
        conflicts(60);
        fails(60);
        world.sync();

        PairStatus status = world.engine.status(world.pair());

        assertThat(status.stuck()).hasSize(100);
        assertThat(status.count(LinkStatus.FAILED) + status.count(LinkStatus.CONFLICT))
                .isEqualTo(120);
    }

    @Test
    void nothingMoreIsLookedForOnceAHundredAreFound() {
        fails(100);
        world.sync();
        world.calls.clearCalls();

        world.engine.status(world.pair());

        assertThat(world.calls.calls()).containsEntry("list", 1);
    }
}
