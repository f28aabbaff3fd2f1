package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a run asks the store: what is due, what was begun, what looks alike, what belongs together. */
abstract class StoreQueryRules extends StoreRules {

    @Test
    @DisplayName("S27: due is what is due by now; later and never are not")
    void findsWhatIsDue() {
        put(
                due("l1", "a", NOW.minusSeconds(1)),
                due("l2", "b", NOW),
                due("l3", "c", NOW.plusMillis(1)),
                due("l4", "d", null));

        assertThat(ids(store.due(PAIR, NOW, null, ALL))).containsExactly("l1", "l2");
    }

    @Test
    @DisplayName("S28: due links come in ascending order of id, in pages")
    void pagesThroughWhatIsDue() {
        put(due("l3", "c", NOW), due("l1", "a", NOW), due("l2", "b", NOW));

        assertThat(inPages((after, max) -> store.due(PAIR, NOW, after, max))).containsExactly("l1", "l2", "l3");
    }

    @Test
    @DisplayName("S29: intended is what bears an open intent, in pages")
    void findsOpenIntents() {
        put(
                intended("l2", "b"),
                link("l4", seen("d")),
                intended("l1", "a"),
                intended("l3", "c"),
                linkOf(OTHER_PAIR, "l5", seen("e")));

        assertThat(inPages((after, max) -> store.intended(PAIR, after, max))).containsExactly("l1", "l2", "l3");
    }

    @Test
    @DisplayName("S30: a closed intent is found no more")
    void forgetsClosedIntents() {
        put(intended("l1", "a"));
        put(store.links(PAIR, List.of("l1")).get(0).change().intent(null).build());

        assertThat(store.intended(PAIR, null, ALL)).isEmpty();
    }

    @Test
    @DisplayName("S31: children are found by their parent's id on the side asked about")
    void findsChildren() {
        put(
                link("l1", seen("series")),
                link("l2", childOf("series", "x1")),
                link("l3", childOf("series", "x2"), childOf("other", "y")),
                link("l4", childOf("elsewhere", "x3")));

        assertThat(ids(store.children(PAIR, Side.LEFT, List.of("series", "missing"))))
                .containsExactlyInAnyOrder("l2", "l3");
        assertThat(ids(store.children(PAIR, Side.RIGHT, List.of("other")))).containsExactly("l3");
        assertThat(store.children(PAIR, Side.RIGHT, List.of("series"))).isEmpty();
        assertThat(store.children(PAIR, Side.LEFT, List.of())).isEmpty();
    }

    @Test
    @DisplayName("S32: alike is what bears one of the identities, contents or origins, each link once")
    void findsWhatIsAlike() {
        put(
                link("l1", bearing("a", 1, 10, "o1")),
                link("l2", bearing("b", 2, 20, "o2")),
                link("l3", bearing("c", 3, 30, "o3")),
                link("l4", bearing("d", 4, 40, "o4")));

        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(1L), List.of(20L), List.of("o3", "o1"))))
                .containsExactlyInAnyOrder("l1", "l2", "l3");
        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(), List.of(40L), List.of())))
                .containsExactly("l4");
        assertThat(store.alike(PAIR, Side.LEFT, List.of(), List.of(), List.of()))
                .isEmpty();
        assertThat(store.alike(PAIR, Side.RIGHT, List.of(1L), List.of(20L), List.of("o3")))
                .isEmpty();
        assertThat(store.alike(OTHER_PAIR, Side.LEFT, List.of(1L), List.of(20L), List.of("o3")))
                .isEmpty();
    }

    @Test
    @DisplayName("S33: links that are alike are all found")
    void findsAllThatAreAlike() {
        put(
                link("l1", bearing("a", 1, 10, "o1")),
                link("l2", bearing("b", 1, 10, "o1")),
                link("l3", bearing("c", Long.MIN_VALUE, Long.MAX_VALUE, "o3")));

        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(1L), List.of(), List.of())))
                .containsExactlyInAnyOrder("l1", "l2");
        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(), List.of(10L), List.of())))
                .containsExactlyInAnyOrder("l1", "l2");
        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(), List.of(), List.of("o1"))))
                .containsExactlyInAnyOrder("l1", "l2");
        assertThat(ids(store.alike(PAIR, Side.LEFT, List.of(Long.MIN_VALUE), List.of(Long.MAX_VALUE), List.of())))
                .containsExactly("l3");
    }

    @Test
    @DisplayName("S34: the list is of one status or of all, in ascending order of id, in pages")
    void listsByStatus() {
        put(
                in(LinkStatus.FAILED, "l3", "c"),
                in(LinkStatus.SYNCED, "l2", "b"),
                in(LinkStatus.FAILED, "l1", "a"),
                linkOf(OTHER_PAIR, "l0", seen("z")));

        assertThat(inPages((after, max) -> store.list(PAIR, null, after, max))).containsExactly("l1", "l2", "l3");
        assertThat(inPages((after, max) -> store.list(PAIR, LinkStatus.FAILED, after, max)))
                .containsExactly("l1", "l3");
        assertThat(store.list(PAIR, LinkStatus.CONFLICT, null, ALL)).isEmpty();
        assertThat(store.list("unknown", null, null, ALL)).isEmpty();
    }

    @Test
    @DisplayName("S35: counts are by status, of one pair")
    void counts() {
        put(
                in(LinkStatus.FAILED, "l1", "a"),
                in(LinkStatus.SYNCED, "l2", "b"),
                in(LinkStatus.SYNCED, "l3", "c"),
                linkOf(OTHER_PAIR, "l4", seen("d")));

        assertThat(store.counts(PAIR))
                .containsEntry(LinkStatus.FAILED, 1L)
                .containsEntry(LinkStatus.SYNCED, 2L)
                .satisfies(counts ->
                        assertThat(counts.getOrDefault(LinkStatus.PENDING, 0L)).isZero());
        assertThat(store.counts("unknown").values()).allMatch(count -> count == 0L);
    }

    /** Reads a query to its end by twos, and checks that each page goes on where the one before ended. */
    private static List<String> inPages(BiFunction<@Nullable String, Integer, List<Link>> query) {
        List<String> all = new ArrayList<>();
        String after = null;
        while (true) {
            List<String> page = ids(query.apply(after, 2));
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            all.addAll(page);
            if (page.size() < 2) {
                return all;
            }
            after = page.get(1);
        }
    }

    private static Link due(String id, String record, @Nullable Instant due) {
        return link(id, seen(record)).change().due(due).build();
    }

    private static Link in(LinkStatus status, String id, String record) {
        return link(id, seen(record)).change().status(status).build();
    }

    private static Link intended(String id, String record) {
        Intent intent = new Intent(
                Side.RIGHT,
                Intent.Kind.DELETE,
                id + "-1",
                NOW,
                null,
                null,
                Set.of(),
                FieldStates.none(),
                FieldStates.none());
        return link(id, seen(record)).change().intent(intent).build();
    }
}
