package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Action;
import io.kalends.sync.Direction;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.Call;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two installations whose collections bear one name, as a developer chose it, share a calendar: they are two all the same. */
class SameNameTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<Note> shared = replica("calendar", side -> side);
    private final Installation first = new Installation("1");
    private final Installation second = new Installation("2");

    private InMemoryReplica<Note> replica(String id, UnaryOperator<InMemoryReplicaBuilder<Note>> traits) {
        return traits.apply(InMemoryReplica.builder(id, Note.type()).clock(clock))
                .build();
    }

    /** A host with a database and a store of its own; its table is called "bookings", as everywhere. */
    private final class Installation {
        final InMemoryReplica<Note> bookings;
        private Direction direction = Direction.TWO_WAY;
        private final SyncEngine engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .random(new SplittableRandom(3))
                .build();

        Installation(String identity) {
            bookings = replica("bookings", side -> identity.isEmpty() ? side : side.identity(identity));
        }

        SyncReport sync() {
            clock.advance(Duration.ofMinutes(1));
            return engine.sync(pair());
        }

        SyncPair<Note> pair() {
            return SyncPair.between(bookings, shared)
                    .id("pair")
                    .direction(direction)
                    .build();
        }

        Installation exports() {
            direction = Direction.EXPORT;
            return this;
        }
    }

    private static Note booking(String uid) {
        return Note.titled("booking " + uid).withUid(uid);
    }

    @Test
    void aRowOfTheSameIdIsNotTakenForTheOtherInstallations() {
        first.bookings.put("1", booking("a"));
        second.bookings.put("1", booking("b"));
        first.sync();

        second.sync();
        second.sync();

        assertThat(second.bookings.contents()).containsExactlyInAnyOrder(booking("a"), booking("b"));
        assertThat(shared.contents()).containsExactlyInAnyOrder(booking("a"), booking("b"));
        assertThat(first.bookings.contents()).containsExactly(booking("a"));
    }

    @Test
    void anExportReplacesNothingOfTheOtherInstallation() {
        first.exports().bookings.put("1", booking("a"));
        second.exports().bookings.put("1", booking("b"));
        first.sync();

        second.sync();
        second.sync();

        assertThat(shared.contents()).containsExactlyInAnyOrder(booking("a"), booking("b"));
    }

    @Test
    void aSecondInstallationTakesOverAllThatTheFirstWrote() {
        List<Note> notes = SyncWorld.notes(1_000);
        notes.forEach(first.bookings::put);
        first.sync();

        SyncReport report = second.sync();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        assertThat(second.bookings.contents()).containsExactlyInAnyOrderElementsOf(notes);
    }

    @Test
    void anEmptySideThatWasNeverSyncedTakesOverEverythingThoughItIsKnownByItsNameAlone() {
        Installation nameless = new Installation("");
        SyncWorld.notes(10).forEach(nameless.bookings::put);
        nameless.sync();
        Installation anew = new Installation("");

        SyncReport report = anew.sync();

        assertThat(report.tally().count(Action.FAIL)).isZero();
        assertThat(anew.bookings.contents()).hasSize(10);
        assertThat(anew.sync().writes()).isZero();
    }

    @Test
    void aFirstSyncOfAnEmptySideThatIsBrokenOffTakesOverTheRestToo() {
        Installation nameless = new Installation("");
        SyncWorld.notes(120).forEach(nameless.bookings::put);
        nameless.sync();
        Installation anew = new Installation("");
        anew.bookings.faults().calls().timeoutBefore(Call.WRITE, 2);

        assertThat(anew.sync().tally().count(Action.FAIL)).isZero();
        clock.advance(Duration.ofHours(1));
        anew.sync();

        assertThat(anew.bookings.contents()).hasSize(120);
        assertThat(anew.engine.status(anew.pair()).stuck()).isEmpty();
    }

    @Test
    void aMarkIsNotFollowedToARecordOfAnotherName() {
        Installation nameless = new Installation("");
        nameless.bookings.put("1", booking("a"));
        nameless.sync();
        Installation sameName = new Installation("");
        sameName.bookings.put("1", booking("b"));

        sameName.sync();
        sameName.sync();

        assertThat(sameName.bookings.contents()).contains(booking("b"));
        assertThat(shared.contents()).containsExactlyInAnyOrder(booking("a"), booking("b"));
    }

    @Test
    void aPairOfOneCollectionUnderTwoNamesIsRefusedAndNothingIsWritten() {
        InMemoryReplica<Note> again = replica("bookings, again", side -> side.identity("1"));
        again.put(booking("b"));
        first.bookings.put("1", booking("a"));
        SyncPair<Note> pair = SyncPair.between(first.bookings, again).id("pair").build();

        assertThatThrownBy(() -> first.engine.sync(pair))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("both sides are one collection")
                .hasMessageContaining("bookings, again");

        assertThat(again.contents()).containsExactly(booking("b"));
        assertThat(first.bookings.contents()).containsExactly(booking("a"));
    }
}
