package io.kalends.engine.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.SyncPair;
import io.kalends.sync.TransientException;
import io.kalends.sync.push.PushRunner;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.testkit.logs.LogCapture;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        return start(service, atOnce, id -> {
            ran.countDown();
            return Optional.of(world.pair);
        });
    }

    private PushRunner start(
            PushService service, int atOnce, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        return PushRunner.start(
                service,
                world.engine,
                pairs,
                of -> Optional.of(world.connection()),
                executor,
                Duration.ofMillis(1),
                atOnce);
    }

    static Stream<Throwable> whateverIsThrown() {
        return Stream.of(
                new TransientException(new Place("store", ""), "down", "try again"),
                new IllegalStateException("pool closed"),
                new LinkageError("com/example/Driver"),
                new OutOfMemoryError("Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("whateverIsThrown")
    void runsWhatIsDueAndGoesOnAfterAnError(Throwable thrown) throws InterruptedException {
        world.tell(world.subscribed(), Kind.CHANGED);
        world.after(Duration.ofSeconds(5));
        AtomicBoolean failed = new AtomicBoolean();
        PushStore failsOnce = (PushStore) Proxy.newProxyInstance(
                PushStore.class.getClassLoader(), new Class<?>[] {PushStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("duePairs") && failed.compareAndSet(false, true)) {
                        throw thrown;
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
    void whatAPairThrowsIsLoggedWithItsFramesAndWithoutItsMessage() throws InterruptedException {
        world.tell(world.subscribed(), Kind.CHANGED);
        world.after(Duration.ofSeconds(5));
        CountDownLatch over = new CountDownLatch(1);
        world.service.poll("fake", "next");

        try (PushRunner runner = start(world.service, 1, id -> {
            if (id.equals("next")) {
                over.countDown();
                return Optional.empty();
            }
            throw new StackOverflowError("Lunch with Eve");
        })) {
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                world.after(Duration.ofMinutes(1));
            }
            assertThat(runner).isNotNull();
        }

        String logged = String.join("\n", log());
        assertThat(logged)
                .contains("pair pair failed")
                .contains("java.lang.StackOverflowError")
                .contains("at io.kalends.engine.push.PushRunnerTest")
                .doesNotContain("Lunch with Eve");
    }

    private static List<String> log() {
        try (LogCapture capture =
                LogCapture.builder().file(Path.of("target", "logged.txt")).start()) {
            return capture.lines();
        }
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
