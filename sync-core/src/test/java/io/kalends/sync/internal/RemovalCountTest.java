package io.kalends.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.PairState.Removals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the guard counts. */
class RemovalCountTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void countsAsLinkedWhatIsOnBothSidesAndNotDeleted() {
        long linked = Guard.linked(Map.of(
                LinkStatus.SYNCED, 100L,
                LinkStatus.HELD, 10L,
                LinkStatus.LOCAL_ONLY, 2_000L,
                LinkStatus.DELETED, 3_000L));

        assertThat(linked).isEqualTo(110);
    }

    @Test
    void forgetsRemovalsAfterADay() {
        PairState state = PairState.NEW.withRemovals(List.of(
                new Removals(NOW.minus(Duration.ofHours(24)), 5), new Removals(NOW.minus(Duration.ofHours(23)), 3)));

        assertThat(Guard.count(Guard.recent(state, NOW))).isEqualTo(3);
    }

    @Test
    void keepsRemovalsOfATimeThatHasNotComeYet() {
        PairState state = PairState.NEW.withRemovals(List.of(new Removals(NOW.plus(Duration.ofHours(30)), 5)));

        assertThat(Guard.count(Guard.recent(state, NOW))).isEqualTo(5);
    }

    @Test
    void addsWhatIsAboutToBeRemoved() {
        List<Removals> recent = List.of(new Removals(NOW.minus(Duration.ofHours(1)), 3));

        assertThat(Guard.count(Guard.with(recent, NOW, 4))).isEqualTo(7);
    }
}
