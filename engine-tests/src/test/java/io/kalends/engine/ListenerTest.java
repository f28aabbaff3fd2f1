package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kalends.sync.Mode;
import io.kalends.sync.Side;
import io.kalends.sync.SideCall;
import io.kalends.sync.Step;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncRun;
import io.kalends.sync.TransientException;
import io.kalends.sync.Trigger;
import io.kalends.testkit.Call;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener is told of a run, and when. */
class ListenerTest {

    private final SyncWorld world = new SyncWorld();
    private final List<String> told = new ArrayList<>();
    private final SyncEngine engine = engine(new Teller());

    private SyncEngine engine(SyncListener listener) {
        return SyncEngine.builder()
                .store(world.store)
                .clock(world.clock)
                .listener(listener)
                .build();
    }

    private final class Teller implements SyncListener {

        @Override
        public void started(SyncRun run) {
            told.add(run.pair() + " started");
        }

        @Override
        public void read(SyncRun run, Side side, int records) {
            told.add("read " + records + " " + side.label());
        }

        @Override
        public void did(SyncRun run, Step step) {
            told.add(step.action() + " " + step.side().label());
        }

        @Override
        public void finished(SyncRun run, SyncReport report) {
            told.add("finished with " + report.writes());
        }

        @Override
        public void failed(SyncRun run, Throwable error) {
            told.add(run.pair() + " failed: " + error.getClass().getSimpleName());
        }
    }

    /** Throws whatever it is told. */
    private static final class Broken implements SyncListener {

        @Override
        public void started(SyncRun run) {
            throw new IllegalStateException("the host's bug");
        }

        @Override
        public void finished(SyncRun run, SyncReport report) {
            throw new IllegalStateException("the host's bug");
        }
    }

    @BeforeEach
    void aNoteOnTheLeft() {
        world.left.put(Note.titled("Standup"));
    }

    @Test
    void isToldOfARunFromItsBeginningToItsEnd() {
        engine.sync(world.pair());

        assertThat(told).containsExactly("pair started", "read 1 left", "CREATE right", "finished with 1");
    }

    @Test
    void isToldOfARunThatAnErrorStopped() {
        world.left.faults().calls().timeoutBefore(Call.CHANGES, 1);

        assertThatThrownBy(() -> engine.sync(world.pair(), Mode.FULL)).isInstanceOf(TransientException.class);

        assertThat(told).containsExactly("pair started", "pair failed: TransientException");
    }

    @Test
    void doesNotStopARunByWhatItThrows() {
        SyncReport report = engine(new Broken()).sync(world.pair());

        assertThat(report.writes()).isEqualTo(1);
    }

    @Test
    void isToldOfNoRunWhereThePairIsBusy() {
        world.right.hook((call, moment) -> engine.sync(world.pair()));

        world.sync();

        assertThat(told).isEmpty();
    }

    @Test
    void isToldOfEachCallToASideAndHowLongItTook() {
        List<String> calls = new ArrayList<>();
        world.left.hook((call, moment) -> world.clock.advance(Duration.ofMillis(5)));

        engine(new SyncListener() {
                    @Override
                    public void called(SyncRun run, SideCall call) {
                        calls.add(call.kind() + " " + call.records() + " "
                                + call.side().label() + " " + call.took().toMillis());
                    }
                })
                .sync(world.pair());

        assertThat(calls).contains("LIST 1 left 10", "LIST 0 right 0", "WRITE 1 right 0");
    }

    @Test
    void isToldOfWhatARunIs() {
        List<SyncRun> runs = new ArrayList<>();
        SyncListener first = new SyncListener() {
            @Override
            public void started(SyncRun run) {
                runs.add(run);
            }
        };
        SyncEngine engine = engine(first);

        engine.sync(world.pair(), Mode.FULL, Trigger.POLL);
        engine.sync(world.pair(), Side.LEFT, "no-such-id");

        assertThat(runs)
                .extracting(SyncRun::mode, SyncRun::trigger, SyncRun::isOfOneRecord)
                .containsExactly(tuple(Mode.FULL, Trigger.POLL, false), tuple(Mode.INCREMENTAL, Trigger.HOST, true));
        assertThat(runs.get(0).provider(Side.LEFT)).isEqualTo(world.left.provider());
    }

    @Test
    void isOneOfSeveralAndMissesNothingThatAnotherThrowsAt() {
        SyncEngine both = SyncEngine.builder()
                .store(world.store)
                .clock(world.clock)
                .listener(new Broken())
                .listener(new Teller())
                .build();

        both.sync(world.pair());

        assertThat(told).startsWith("pair started").endsWith("finished with 1");
    }
}
