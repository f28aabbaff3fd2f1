package io.kalends.testkit.contract;

import io.kalends.sync.SyncPair;
import io.kalends.sync.store.SyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InvariantsCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks the store's invariants after every engine test, as a field marked {@code @RegisterExtension}. A test that failed
 * by itself is left to say so.
 */
public final class EngineInvariants implements AfterEachCallback {

    private final List<Runnable> checks = new ArrayList<>();

    /** Has a pair checked when the test is over. */
    public <R> void watch(SyncStateStore store, SyncPair<R> pair, InMemoryReplica<R> left, InMemoryReplica<R> right) {
        checks.add(() -> InvariantsCheck.check(store, pair, left, right));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            checks.forEach(Runnable::run);
        }
    }
}
