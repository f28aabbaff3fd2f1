package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three collections in a ring of pairs (failure 9): a mirror of a mirror is still the one record. */
class RingTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<Note> a = side("a");
    private final InMemoryReplica<Note> b = side("b");
    private final InMemoryReplica<Note> c = side("c");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(3))
            .build();
    private final List<SyncPair<Note>> ring = List.of(pair(a, b), pair(b, c), pair(c, a));

    private InMemoryReplica<Note> side(String id) {
        return InMemoryReplica.builder(id, Note.type()).clock(clock).build();
    }

    private static SyncPair<Note> pair(InMemoryReplica<Note> left, InMemoryReplica<Note> right) {
        return SyncPair.between(left, right).id(left.id() + "-" + right.id()).build();
    }

    private int round() {
        return ring.stream().mapToInt(pair -> engine.sync(pair).writes()).sum();
    }

    @Test
    void reachesAFixedPointWithOneRecordEverywhere() {
        // No uid and no equal content would do: only the mark tells that they are one.
        a.put(Note.titled("from a").withoutUid());
        b.put(Note.titled("from b").withoutUid());
        c.put(Note.titled("from c").withoutUid());

        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(round()).as("writes of the last round").isZero();
        assertThat(List.of(
                        a.contents().size(), b.contents().size(), c.contents().size()))
                .containsExactly(3, 3, 3);
    }

    @Test
    void carriesAnEditOnceAround() {
        a.put(Note.titled("one").withoutUid());
        for (int i = 0; i < 3; i++) {
            round();
        }
        b.edit(b.records().keySet().iterator().next(), note -> note.withTitle("edited"));

        for (int i = 0; i < 3; i++) {
            round();
        }

        assertThat(round()).isZero();
        assertThat(List.of(a, b, c))
                .allSatisfy(side ->
                        assertThat(side.contents()).extracting(Note::title).containsExactly("edited"));
    }
}
