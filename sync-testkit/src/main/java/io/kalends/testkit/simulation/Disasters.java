package io.kalends.testkit.simulation;

import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What befalls a whole side or the store.
 *
 * @param <R> the record
 */
final class Disasters<R> {

    private static final int EDITS_SINCE_THE_BACKUP = 3;

    private final World<R> world;
    private @Nullable Snapshot backup;

    Disasters(World<R> world) {
        this.world = world;
    }

    /**
     * Strikes at random.
     *
     * @param runAll has all pairs run, undisturbed
     * @return whether anything was struck
     */
    boolean strike(Runnable runAll) {
        if (backup != null && world.random.nextBoolean()) {
            return restoreStore(backup);
        }
        return world.random.nextBoolean() ? loseStore() : restoreSide(runAll);
    }

    /** Takes a backup of the store at times, where one is to come back. */
    void prepare() {
        if (world.scenery.has(Scenery.Hardship.OLD_STORE) && world.random.nextBoolean()) {
            world.tell("the store is backed up");
            backup = Snapshot.of(world.store(), world.pairs);
        }
    }

    private boolean restoreStore(Snapshot old) {
        world.tell("the store comes back from a backup");
        world.replaceStore(old.restored(world.clock.instant()));
        return true;
    }

    private boolean loseStore() {
        world.tell("the store is lost");
        world.replaceStore(new InMemorySyncStateStore(world.random));
        backup = null;
        return true;
    }

    private boolean restoreSide(Runnable runAll) {
        int which = world.random.nextInt(world.sides.size());
        if (!world.scenery.sides().get(which).tellsItsLives()) {
            return false;
        }
        InMemoryReplica<R> side = world.sides.get(which);
        InMemoryReplica.Backup<R> backup = side.backup();
        for (int i = 0; i < EDITS_SINCE_THE_BACKUP; i++) {
            world.edit(side);
        }
        runAll.run();
        world.tell(side.id() + " comes back from a backup");
        side.restore(backup);
        Set<String> known = world.words();
        world.ledger.lost(known);
        return true;
    }
}
