package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Projection;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.Call;
import io.kalends.testkit.Note;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A run's sessions with its sides: opened, counted, closed, and blamed by name. */
class SessionsTest {

    private final SyncWorld world = new SyncWorld();
    private final int[] sessions = {0};

    /** A side whose sessions are counted, and whose source may be another. */
    private record Watched(Replica<Note> inner, int[] sessions, UnaryOperator<ChangeSource<Note>> view)
            implements Replica<Note> {

        @Override
        public String id() {
            return inner.id();
        }

        @Override
        public RecordType<Note> type() {
            return inner.type();
        }

        @Override
        public ReplicaTraits traits() {
            return inner.traits();
        }

        @Override
        public Projection<Note> projection() {
            return inner.projection();
        }

        @Override
        public ReplicaSession<Note> open() {
            sessions[0]++;
            return new Session(inner.open(), sessions, view);
        }
    }

    private record Session(ReplicaSession<Note> inner, int[] sessions, UnaryOperator<ChangeSource<Note>> view)
            implements ReplicaSession<Note> {

        @Override
        public ChangeSource<Note> source() {
            return view.apply(inner.source());
        }

        @Override
        public Optional<ChangeSink<Note>> sink() {
            return inner.sink();
        }

        @Override
        public void close() {
            inner.close();
            sessions[0]--;
        }
    }

    /** Answers every cursor with the same cursor and more to come. */
    private record Endless(ChangeSource<Note> inner) implements ChangeSource<Note> {

        @Override
        public ChangePage<Note> changes(ChangeRequest request) {
            return request.cursor() == null
                    ? inner.changes(request)
                    : new ChangePage<>(List.of(), request.cursor(), true, Listing.DELTA);
        }

        @Override
        public List<Entry<Note>> fetch(FetchRequest request) {
            return inner.fetch(request);
        }
    }

    @Test
    void areClosedAfterARun() {
        world.rightThrough(right -> new Watched(right, sessions, UnaryOperator.identity()));

        world.sync();

        assertThat(sessions[0]).isZero();
    }

    @Test
    void areClosedAfterARunThatFailed() {
        world.rightThrough(right -> new Watched(right, sessions, UnaryOperator.identity()));
        world.right.faults().calls().timeoutBefore(Call.CHANGES, 1);

        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);

        assertThat(sessions[0]).isZero();
    }

    @Test
    void areLeftWhereASourceComesToNoEnd() {
        world.sync();
        world.rightThrough(right -> new Watched(right, sessions, Endless::new));

        assertThatThrownBy(world::sync)
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("right")
                .hasMessageContaining("same cursor");
        assertThat(sessions[0]).isZero();
    }

    @Test
    void areReportedByTheirCalls() {
        world.left.put(Note.titled("Standup"));
        world.sync();
        String named = world.rightId(Note.titled("Standup"));
        world.right.edit(named, note -> note.withText("edited"));

        SyncReport report = world.engine.sync(world.pair(), Side.RIGHT, named);

        assertThat(report.right().fetches()).isEqualTo(1);
        assertThat(report.right().total()).isEqualTo(1);
        assertThat(report.left().writes()).isEqualTo(1);
    }
}
