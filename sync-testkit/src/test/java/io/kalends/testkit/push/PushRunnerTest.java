package io.kalends.testkit.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import io.kalends.sync.push.PushRunner;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.spi.Notification.Kind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runner works on the host's executor, and leaves it as it was. */
class PushRunnerTest {

    private final PushWorld world = new PushWorld();
    private final CountDownLatch ran = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private PushRunner start(PushService service, int atOnce) {
        return PushRunner.start(
                service,
                world.engine,
                id -> {
                    ran.countDown();
                    return Optional.of(world.pair);
                },
                of -> Optional.of(world.connection()),
                executor,
                Duration.ofMillis(1),
                atOnce);
    }

    @Test
    void runsWhatIsDueAndGoesOnAfterAnError() throws InterruptedException {
        world.tell(world.subscribed(), Kind.CHANGED);
        world.after(Duration.ofSeconds(5));
        AtomicBoolean failed = new AtomicBoolean();
        PushStore failsOnce = (PushStore) Proxy.newProxyInstance(
                PushStore.class.getClassLoader(), new Class<?>[] {PushStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("duePairs") && failed.compareAndSet(false, true)) {
                        throw new TransientException(new Place("store", ""), "down", "try again");
                    }
                    return method.invoke(world.store, args);
                });

        try (PushRunner runner = start(world.service(failsOnce, 2), 1)) {
            ran.await();
            assertThat(runner).isNotNull();
        }

        assertThat(failed).isTrue();
    }

    @Test
    void endsItsTasksAndNotTheExecutor() {
        PushRunner runner = start(world.service, 1);
        runner.close();

        assertThat(executor.isShutdown()).isFalse();
        executor.purge();
        assertThat(executor.getQueue()).isEmpty();
    }

    @Test
    void refusesToRunNothingAtOnce() {
        assertThatThrownBy(() -> start(world.service, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atOnce");
    }
}
