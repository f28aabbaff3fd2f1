package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncReport;
import io.kalends.testkit.Note;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Invariant {@code leaksNothing}: a run, a conflict and a failure show ids and names of fields, never content. */
class LeaksNothingTest {

    private static final String SECRET = "xyzzy-content";

    @Test
    void showsNoContentInReportsPlansConflictsStatusErrorsAndLogs() {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        StringBuilder shown = new StringBuilder();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));
            String id = world.left.put(Note.titled(SECRET));
            world.left.put(Note.titled("refused " + SECRET));
            world.right.faults().writes().reject(note -> note.title().startsWith("refused"), "not allowed");
            SyncReport first = world.sync();
            world.left.edit(id, note -> note.withTitle(SECRET + " left"));
            world.right.edit(
                    world.right.records().keySet().iterator().next(), note -> note.withTitle(SECRET + " right"));
            shown.append(world.engine.plan(world.pair()).describe());
            SyncReport second = world.sync();
            shown.append(first).append(first.describe()).append(second).append(second.describe());
            shown.append(world.engine.conflicts(world.pair()));
            shown.append(world.engine.status(world.pair())).append(world.pair());
            world.right.faults().calls().down();
            try {
                world.sync();
            } catch (SyncException e) {
                shown.append(e);
            }
        } finally {
            System.setErr(before);
        }

        assertThat(shown).contains("conflict").contains("fail").doesNotContain(SECRET);
        assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }
}
