package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a full listing did not show is found, and nothing else. */
abstract class StoreSeenRules extends StoreRules {

    private static final long GENERATION = 7;

    @Test
    @DisplayName("S36: unseen is what counts as there and bears no mark of the listing")
    void findsWhatWasNotSeen() {
        put(link("l1", seen("a")), link("l2", seen("b")), link("l3", seen("c", Presence.ABSENT)));
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, "b")));

        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL))).containsExactly("l1", "l3");
    }

    @Test
    @DisplayName("S37: what is deleted, out of scope or was never on the side does not count as unseen")
    void sparesWhatIsNotThere() {
        put(
                link("l1", seen("a", Presence.DELETED)),
                link("l2", seen("b", Presence.OUT_OF_SCOPE)),
                link("l3", seen("c", Presence.DELETED), seen("r")));

        assertThat(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL)).isEmpty();
        assertThat(ids(store.unseen(PAIR, Side.RIGHT, GENERATION, null, ALL))).containsExactly("l3");
    }

    @Test
    @DisplayName("S38: marks belong to their side, their listing and their pair")
    void keepsListingsApart() {
        put(link("l1", seen("a"), seen("a")), linkOf(OTHER_PAIR, "l2", seen("a")));
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, "a")));

        assertThat(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL)).isEmpty();
        assertThat(ids(store.unseen(PAIR, Side.RIGHT, GENERATION, null, ALL))).containsExactly("l1");
        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION + 1, null, ALL)))
                .containsExactly("l1");
        assertThat(ids(store.unseen(OTHER_PAIR, Side.LEFT, GENERATION, null, ALL)))
                .containsExactly("l2");
    }

    @Test
    @DisplayName("S39: marks of many pages add up")
    void addsPagesUp() {
        put(link("l1", seen("a")), link("l2", seen("b")), link("l3", seen("c")));
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, "a")));
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, "a", "c")));

        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL))).containsExactly("l2");
    }

    @Test
    @DisplayName("S40: unseen links come in ascending order of id, in pages")
    void pagesThroughTheUnseen() {
        put(link("l3", seen("c")), link("l1", seen("a")), link("l2", seen("b")), link("l4", seen("d")));
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, "b")));

        List<String> first = ids(store.unseen(PAIR, Side.LEFT, GENERATION, null, 2));
        assertThat(first).containsExactly("l1", "l3");
        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION, "l3", 2))).containsExactly("l4");
    }

    @Test
    @DisplayName("S41: a listing of thousands leaves exactly what it did not show")
    void marksThousands() {
        int many = 2_500;
        Changes changes = new Changes();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            changes.put(link("l" + i, seen("record-" + i)));
            if (i != 1_234) {
                shown.add("record-" + i);
            }
        }
        commit(changes);
        commit(new Changes().seen(marks(Side.LEFT, GENERATION, shown.toArray(new String[0]))));

        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL))).containsExactly("l1234");
    }

    @Test
    @DisplayName("S42: a page without a record can be marked")
    void takesAnEmptyPage() {
        put(link("l1", seen("a")));
        commit(new Changes().seen(new Changes.Seen(Side.LEFT, GENERATION, new long[0])));

        assertThat(ids(store.unseen(PAIR, Side.LEFT, GENERATION, null, ALL))).containsExactly("l1");
    }

    private static Changes.Seen marks(Side side, long generation, String... ids) {
        return new Changes.Seen(
                side,
                generation,
                LongStream.range(0, ids.length)
                        .map(i -> RecordIds.hash(ids[(int) i]))
                        .toArray());
    }
}
