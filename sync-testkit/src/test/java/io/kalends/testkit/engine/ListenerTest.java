package io.kalends.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Mode;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.testkit.Call;
import io.kalends.testkit.Note;
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
        public void started(String pair) {
            told.add(pair + " started");
        }

        @Override
        public void read(String pair, Side side, int records) {
            told.add("read " + records + " " + side.label());
        }

        @Override
        public void did(String pair, Step step) {
            told.add(step.action() + " " + step.side().label());
        }

        @Override
        public void finished(SyncReport report) {
            told.add("finished with " + report.writes());
        }

        @Override
        public void failed(String pair, Throwable error) {
            told.add(pair + " failed: " + error.getClass().getSimpleName());
        }
    }

    /** Throws whatever it is told. */
    private static final class Broken implements SyncListener {

        @Override
        public void started(String pair) {
            throw new IllegalStateException("the host's bug");
        }

        @Override
        public void finished(SyncReport report) {
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
}
