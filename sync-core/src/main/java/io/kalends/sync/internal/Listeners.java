package io.kalends.sync.internal;

import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncRun;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who are told how a run goes, each whatever the others throw. */
record Listeners(SyncRun run, List<SyncListener> all) {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.run");

    /** Tells each; what one throws changes nothing. */
    void tell(Consumer<SyncListener> event) {
        for (SyncListener listener : all) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn(
                        "pair {}: a listener threw {}", run.pair(), e.getClass().getName());
            }
        }
    }
}
