package io.kalends.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkBuilder;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.SideProgress;
import io.kalends.testkit.contract.EngineInvariants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check finds what an engine must not leave behind, and is content with what it does leave. */
class InvariantsCheckTest {

    @RegisterExtension
    final EngineInvariants invariants = new EngineInvariants();

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemorySyncStateStore store = new InMemorySyncStateStore(new SplittableRandom(3));
    private final InMemoryReplica<Note> left =
            InMemoryReplica.builder("left", Note.type()).clock(clock).build();
    private final InMemoryReplica<Note> right =
            InMemoryReplica.builder("right", Note.type()).clock(clock).build();
    private final SyncPair<Note> pair = SyncPair.between(left, right).id("pair").build();
    private final SyncEngine engine = SyncEngine.builder()
            .store(store)
            .clock(clock)
            .random(new SplittableRandom(4))
            .build();

    @BeforeEach
    void syncsOnce() {
        left.put(Note.titled("a"));
        right.put(Note.titled("b"));
        engine.sync(pair);
    }

    @Test
    void isContentAfterARun() {
        invariants.watch(store, pair, left, right);

        assertThat(left.contents()).containsExactlyInAnyOrderElementsOf(right.contents());
        assertThat(InvariantsCheck.violations(store, pair, left, right)).isEmpty();
    }

    @Test
    void isContentWithEditsThatAreStillToCome() {
        left.edit(left.records().keySet().iterator().next(), note -> note.withTitle("edited"));
        left.remove(left.put(Note.titled("short")));
        right.put(Note.titled("c"));

        assertThat(InvariantsCheck.violations(store, pair, left, right)).isEmpty();
    }

    @Test
    void findsAParkedLinkThatIsDue() {
        change(link -> link.status(LinkStatus.LOCAL_ONLY).due(clock.instant()));

        assertThat(violations()).anyMatch(line -> line.contains("both due and parked"));
    }

    @Test
    void findsAPendingLinkThatIsNeverDue() {
        change(link -> link.status(LinkStatus.PENDING).due(null));

        assertThat(violations()).anyMatch(line -> line.contains("never due"));
    }

    @Test
    void findsASettledLinkThatDiffersFromItsBase() {
        change(link -> {
            Link now = link.build();
            return link.on(
                    Side.LEFT,
                    now.on(Side.LEFT).orElseThrow().withFields(FieldStates.of(Map.of("title", FieldState.print(1)))));
        });

        assertThat(violations()).anyMatch(line -> line.contains("differs from the base in title"));
    }

    @Test
    void findsAFailureWithoutAReason() {
        change(link -> link.status(LinkStatus.FAILED));

        assertThat(violations()).anyMatch(line -> line.contains("does not say why"));
    }

    @Test
    void findsACursorThatIsAhead() {
        left.put(Note.titled("unseen"));
        SideProgress ahead = new SideProgress(endOf(left), null, null, 0, clock.instant(), null, false);
        commit(new Changes().state(store.state("pair").with(Side.LEFT, ahead)));

        assertThat(violations()).anyMatch(line -> line.contains("cursor is past record"));
    }

    @Test
    void findsACursorPastAnEditAndARemoval() {
        List<String> ids = List.copyOf(left.records().keySet());
        left.edit(ids.get(0), note -> note.withTitle("edited"));
        left.remove(ids.get(1));
        SideProgress ahead = new SideProgress(endOf(left), null, null, 0, clock.instant(), null, false);
        commit(new Changes().state(store.state("pair").with(Side.LEFT, ahead)));

        assertThat(violations())
                .anyMatch(line -> line.contains("past a change of title"))
                .anyMatch(line -> line.contains("past the removal"));
        assertThatThrownBy(() -> InvariantsCheck.check(store, pair, left, right))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks 2 invariants");
    }

    private @Nullable Cursor endOf(InMemoryReplica<Note> side) {
        try (var session = side.open()) {
            return session.source()
                    .changes(new ChangeRequest(
                            null, null, null, 100, clock.instant().plusSeconds(60)))
                    .next();
        }
    }

    private List<String> violations() {
        return InvariantsCheck.violations(store, pair, left, right);
    }

    private void change(UnaryOperator<LinkBuilder> change) {
        Link first = store.list("pair", null, null, 1).get(0);
        commit(new Changes().put(change.apply(first.change()).build()));
    }

    private void commit(Changes changes) {
        PairLease lease = store.acquire("pair", "test", clock.instant(), Duration.ofMinutes(1))
                .orElseThrow();
        store.commit(lease, changes);
        store.release(lease);
    }
}
