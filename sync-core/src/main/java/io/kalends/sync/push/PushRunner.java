package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.internal.WithheldMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a {@link PushService} again and again on the host's executor, until it is closed. */
public final class PushRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.push");

    /** Channels are looked after in days; what a crash left waits for no more than this. */
    private static final Duration MAINTENANCE = Duration.ofMinutes(1);

    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();

    private PushRunner() {}

    /**
     * Starts.
     *
     * @param pairs a pair by its id; empty for one that is no more
     * @param connections connects accounts, to look after their channels
     * @param executor the host's; it stays open
     * @param every how often to look for pairs that are due, a second in most hosts
     * @param atOnce how many pairs run at once on this node; the executor should have one thread more
     */
    public static PushRunner start(
            PushService service,
            SyncEngine engine,
            Function<String, ? extends Optional<? extends SyncPair<?>>> pairs,
            Connections connections,
            ScheduledExecutorService executor,
            Duration every,
            int atOnce) {
        requireNonNull(service, "service");
        requireNonNull(engine, "engine");
        requireNonNull(pairs, "pairs");
        requireNonNull(connections, "connections");
        if (every.compareTo(Duration.ofMillis(1)) < 0 || atOnce < 1) {
            throw new IllegalArgumentException(
                    "every must be at least 1 ms and atOnce at least 1, not " + every + " and " + atOnce);
        }
        PushRunner runner = new PushRunner();
        for (int i = 0; i < atOnce; i++) {
            runner.repeat(executor, every, () -> service.runDue(engine, pairs));
        }
        runner.repeat(executor, MAINTENANCE, () -> service.maintain(connections));
        return runner;
    }

    private void repeat(ScheduledExecutorService executor, Duration every, Runnable task) {
        tasks.add(executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (Throwable e) {
                        // An executor would never call again what threw once.
                        goesOn(e);
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private static void goesOn(Throwable after) {
        try {
            LOG.warn("push goes on with its next turn", WithheldMessages.of(after));
        } catch (Throwable e) {
            // Where no memory is left, nobody can be told; the next turn comes all the same.
        }
    }

    /** Begins nothing more; runs that are under way end by themselves. */
    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(false));
    }
}
