package io.kalends.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.PairLease;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows are updated where they are, and hold once what both halves of a link have alike. */
class LinkReplacementTest {

    private final JdbcSyncStateStore store = TestDatabases.store(TestDatabases.inMemory());
    private final PairLease lease = store.acquire(TestLinks.PAIR, "node", TestLinks.NOW, Duration.ofMinutes(1))
            .orElseThrow();
    private final Link one = TestLinks.settled(1);
    private final Link two = TestLinks.settled(2);

    @Test
    void letsTwoLinksSwapTheirRecords() {
        store.commit(lease, new Changes().put(one).put(two));
        Link first = one.change().on(Side.LEFT, half(two, Side.LEFT)).build();
        Link second = two.change().on(Side.LEFT, half(one, Side.LEFT)).build();

        store.commit(lease, new Changes().put(first).put(second));

        assertThat(store.list(TestLinks.PAIR, null, null, 10)).containsExactly(first, second);
        assertThat(store.linksOf(
                        TestLinks.PAIR, Side.LEFT, List.of(half(one, Side.LEFT).id())))
                .containsExactly(second);
    }

    @Test
    void storesTheLastOfALinkThatIsPutTwice() {
        store.commit(lease, new Changes().put(TestLinks.due(1, TestLinks.NOW)).put(one));

        assertThat(store.links(TestLinks.PAIR, List.of(one.id()))).containsExactly(one);
        assertThat(store.due(TestLinks.PAIR, TestLinks.NOW, null, 10)).isEmpty();
    }

    @Test
    void findsALinkOnEachSideByWhatBothItsHalvesHave() {
        store.commit(lease, new Changes().put(one).put(two));

        for (Side side : Side.values()) {
            Observation half = half(one, side);
            assertThat(store.alike(TestLinks.PAIR, side, List.of(half.identity()), List.of(), List.of()))
                    .containsExactly(one);
            assertThat(store.alike(TestLinks.PAIR, side, List.of(), List.of(half.content()), List.of()))
                    .containsExactly(one);
            assertThat(store.alike(TestLinks.PAIR, side, List.of(), List.of(), List.of(half.origin())))
                    .containsExactly(one);
        }
    }

    @Test
    void findsALinkByAMarkOfOneSideOnThatSideOnly() {
        store.commit(lease, new Changes().put(one));

        String mark = half(one, Side.RIGHT).origin();
        assertThat(store.alike(TestLinks.PAIR, Side.RIGHT, List.of(), List.of(), List.of(mark)))
                .containsExactly(one);
        assertThat(store.alike(TestLinks.PAIR, Side.LEFT, List.of(), List.of(), List.of(mark)))
                .isEmpty();
    }

    private static Observation half(Link link, Side side) {
        return link.on(side).orElseThrow();
    }
}
