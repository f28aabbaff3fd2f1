package io.kalends.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.TransientException;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.SyncStateStore;
import io.kalends.testkit.contract.SyncStateStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A store that may fail is a store like any other until it does. */
class FaultyStoreTest extends SyncStateStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @Override
    protected SyncStateStore open() {
        return faulty();
    }

    private static FaultyStore faulty() {
        return FaultyStore.around(new InMemorySyncStateStore(new SplittableRandom(1)));
    }

    @Test
    void keepsACallFromTheStoreThatFailsBefore() {
        FaultyStore store = faulty();
        store.faults().timeoutBefore("acquire", 1);

        assertThatThrownBy(() -> store.acquire("pair", "a", NOW, Duration.ofMinutes(1)))
                .isInstanceOf(TransientException.class);
        assertThat(store.acquire("pair", "b", NOW, Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void hasDoneACallThatFailsAfter() {
        FaultyStore store = faulty();
        store.faults().timeoutAfter("acquire", 1);

        assertThatThrownBy(() -> store.acquire("pair", "a", NOW, Duration.ofMinutes(1)))
                .isInstanceOf(TransientException.class);
        assertThat(store.acquire("pair", "b", NOW, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void numbersTheCallsOfEveryPartTogether() {
        FaultyStore store = faulty();
        CrashPoint crash = CrashPoint.at(4);
        store.hook(crash);
        PairLease lease = store.acquire("pair", "a", NOW, Duration.ofMinutes(1)).orElseThrow();

        assertThatThrownBy(() -> store.release(lease)).isInstanceOf(Crash.class);
        assertThat(crash.struckAt()).contains("AFTER store.release#1");
        assertThat(store.calls()).containsEntry("acquire", 1).containsEntry("release", 1);
    }
}
