package io.kalends.testkit.lives;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.DeletionGuard;
import io.kalends.sync.Mode;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.Crash;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The sides of a life, the pairs between them, the store, the clock, and the process that runs the engine. */
final class Stage implements AutoCloseable {

    /** Where everybody is who looks at a calendar. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static final Period BACK = Period.ofDays(6);
    static final Period AHEAD = Period.ofDays(30);
    static final String PRIVATE = "private ";

    private static final int PAGE = 1_000;
    private static final int STEPS_TOLD = 4;

    final Scene scene;
    final SettableClock clock;
    final List<LifeSide> sides = new ArrayList<>();
    private final List<SyncPair<CalendarEvent>> pairs = new ArrayList<>();
    private final SplittableRandom random;
    private final Consumer<String> trace;
    private final Set<String> keptBefore = new HashSet<>();
    private InMemorySyncStateStore state;
    private FaultyStore store;
    private SyncEngine engine;
    private int engines;

    Stage(Scene scene, Consumer<String> trace) {
        this.scene = scene;
        this.trace = trace;
        clock = SettableClock.at(scene.begins() + "T08:00:00Z");
        random = new SplittableRandom(scene.seed());
        for (int i = 0; i < scene.sides().size(); i++) {
            Room room = new Room(scene.name(i), clock, ZONE, random.nextLong());
            sides.add(scene.sides().get(i).opening().open(room));
        }
        for (int i = 0; i < scene.pairs().size(); i++) {
            pairs.add(pair(i));
        }
        state = new InMemorySyncStateStore(random.split());
        store = FaultyStore.around(state);
        engine = newEngine();
    }

    private SyncPair<CalendarEvent> pair(int number) {
        Scene.Way way = scene.pairs().get(number);
        SyncPair.Builder<CalendarEvent> pair = SyncPair.between(
                        sides.get(way.left()).replica(), sides.get(way.right()).replica())
                .id("pair" + number)
                .guard(DeletionGuard.off())
                .direction(way.direction());
        if (scene.windowed()) {
            pair.window(SyncWindow.around(BACK, AHEAD));
        }
        if (scene.filtered()) {
            pair.filter("shared", event -> !event.title().startsWith(PRIVATE));
        }
        return pair.build();
    }

    private SyncEngine newEngine() {
        return SyncEngine.builder()
                .store(store)
                .clock(clock)
                .random(random.split())
                .node("node" + engines++)
                .build();
    }

    int pairs() {
        return pairs.size();
    }

    /** A run in which anything may go wrong. */
    void run(Step.Run step) {
        List<String> troubles = new ArrayList<>();
        if (step.trouble() != 0) {
            Scene.Way way = scene.pairs().get(step.pair());
            Pen pen = new Pen(0, step.trouble());
            int side = pen.once(2) ? way.left() : way.right();
            sides.get(side).disturb(pen).ifPresent(troubles::add);
        }
        sides.forEach(LifeSide::runComes);
        CrashPoint crash = step.killAt() == 0 ? CrashPoint.never() : CrashPoint.at(step.killAt());
        store.hook(crash);
        clock.advance(Duration.ofMinutes(1));
        try {
            tell(step.pair(), engine.sync(pairs.get(step.pair()), Mode.INCREMENTAL), troubles);
        } catch (Crash killed) {
            trace.accept(scene.pairName(step.pair()) + " is killed " + troubles);
            store.hook(CallHook.NONE);
            clock.advance(Duration.ofMinutes(10));
            engine = newEngine();
        } catch (SyncException stopped) {
            saysNoContent(String.valueOf(stopped.getMessage()));
            trace.accept(scene.pairName(step.pair()) + " stops: " + stopped.getMessage() + " " + troubles);
        } catch (RuntimeException bug) {
            throw new BrokenPromise(BrokenPromise.Kind.RUNS, scene.pairName(step.pair()) + ": " + bug);
        } finally {
            store.hook(CallHook.NONE);
            sides.forEach(LifeSide::calm);
        }
    }

    /** A run in peace. */
    SyncReport runInPeace(int pair, Mode mode) {
        sides.forEach(LifeSide::runComes);
        try {
            SyncReport report = engine.sync(pairs.get(pair), mode);
            tell(pair, report, List.of());
            return report;
        } catch (RuntimeException e) {
            throw new BrokenPromise(BrokenPromise.Kind.RUNS, scene.pairName(pair) + ": " + e);
        }
    }

    private void tell(int pair, SyncReport report, List<String> troubles) {
        saysNoContent(report.describe());
        if (!report.steps().isEmpty() || !troubles.isEmpty()) {
            trace.accept(scene.pairName(pair) + " syncs: "
                    + report.steps().stream()
                            .map(Object::toString)
                            .distinct()
                            .limit(STEPS_TOLD)
                            .toList()
                    + (troubles.isEmpty() ? "" : " while " + troubles));
        }
    }

    private static void saysNoContent(String said) {
        if (!Words.in(said).isEmpty()) {
            throw new BrokenPromise(BrokenPromise.Kind.SAYS_NO_CONTENT, said);
        }
    }

    /** What does not move, and why. */
    List<String> stuck() {
        List<String> stuck = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String name = scene.pairName(i);
            engine.status(pairs.get(i))
                    .stuck()
                    .forEach(link -> stuck.add(name + ": " + link.status() + " " + link.problem()));
            state.list(pairs.get(i).id(), io.kalends.sync.store.LinkStatus.PENDING, null, PAGE)
                    .forEach(link -> stuck.add(name + ": " + link.status() + " " + link.problem()));
        }
        return stuck;
    }

    void loseStore() {
        keptBefore.addAll(kept());
        state = new InMemorySyncStateStore(random.split());
        store = FaultyStore.around(state);
        engine = newEngine();
    }

    /** Words of versions that lost, and were kept. */
    Set<String> kept() {
        Set<String> words = new HashSet<>(keptBefore);
        for (SyncPair<CalendarEvent> pair : pairs) {
            for (Link link : state.list(pair.id(), null, null, PAGE)) {
                for (KeptVersion version : state.kept(pair.id(), link.id())) {
                    words.addAll(Words.in(new String(version.content(), StandardCharsets.UTF_8)));
                }
            }
        }
        return words;
    }

    @Override
    public void close() {
        engine.close();
        sides.forEach(LifeSide::close);
    }
}
