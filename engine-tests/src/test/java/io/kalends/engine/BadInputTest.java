package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.PerFieldPolicy;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncRun;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** What a host can get wrong: the message names what, where, and what to do. */
class BadInputTest {

    private final SyncWorld world = new SyncWorld();

    @Test
    void refusesOneCollectionOnBothSides() {
        assertThatThrownBy(() ->
                        SyncPair.between(world.left, world.left).id("loop").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loop")
                .hasMessageContaining("same collection on both sides: left");
    }

    @Test
    void namesTheProvidersItFoundAndTheArtifactToAdd() {
        assertThatThrownBy(() -> world.engine.provider("outlook"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'outlook'")
                .hasMessageContaining("found: []")
                .hasMessageContaining("io.kalends:sync-provider-outlook");
    }

    @Test
    void namesTheFieldsThereAreWhereOneDoesNotExist() {
        SyncPair.Builder<Note> builder =
                SyncPair.between(world.left, world.right).id("pair");

        assertThatThrownBy(() -> builder.flow("colour", Direction.EXPORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'colour'")
                .hasMessageContaining("title");
        PerFieldPolicy<Note> policy = ConflictPolicy.<Note>perField().prefer(Side.LEFT, "colour");
        assertThatThrownBy(() -> builder.onConflict(policy).build()).hasMessageContaining("'colour'");
    }

    @Test
    void refusesToWriteToASideThatCanOnlyBeRead() {
        assertThatThrownBy(() -> new SyncWorld(side -> side, InMemoryReplicaBuilder::readOnly, pair -> pair))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("right")
                .hasMessageContaining("use Direction.IMPORT");
    }

    @Test
    void refusesAnOptionThatIsSetTwiceAndAPairWithoutAName() {
        SyncPair.Builder<Note> builder =
                SyncPair.between(world.left, world.right).direction(Direction.EXPORT);

        assertThatThrownBy(() -> builder.direction(Direction.IMPORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("direction is set already: EXPORT");
        assertThatThrownBy(builder::build).hasMessageContaining("needs an id");
    }

    @Test
    void needsAStore() {
        assertThatThrownBy(() -> SyncEngine.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".store(");
    }

    @Test
    void leavesAConflictOpenWhenThePolicyThrows() {
        SyncWorld strict = SyncWorld.with(pair -> pair.onConflict(conflict -> {
            throw new IllegalStateException("the host's bug");
        }));
        String id = strict.left.put(Note.titled("Standup"));
        strict.left.put(Note.titled("Lunch"));
        strict.sync();
        strict.left.edit(id, note -> note.withTitle("left"));
        strict.right.edit(strict.right.records().keySet().iterator().next(), note -> note.withTitle("right"));
        strict.left.put(Note.titled("Dinner"));

        strict.sync();

        assertThat(strict.engine.status(strict.pair()).count(LinkStatus.CONFLICT))
                .isEqualTo(1);
        assertThat(strict.right.contents()).hasSize(3);
    }

    @Test
    void goesOnWhenAListenerThrows() {
        SyncListener broken = new SyncListener() {
            @Override
            public void did(SyncRun run, Step step) {
                throw new IllegalStateException("the host's bug");
            }
        };
        try (SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(world.clock)
                .listener(broken)
                .build()) {
            world.left.put(Note.titled("Standup"));

            assertThat(engine.sync(world.pair()).writes()).isEqualTo(1);
        }
    }

    @Test
    void refusesToRunWhenClosed() {
        world.engine.close();

        assertThatThrownBy(() -> world.engine.sync(world.pair()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
