package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A link comes back as it was put, and is found by what it bears. */
abstract class StoreLinkRules extends StoreRules {

    @Test
    @DisplayName("S16: a link comes back with everything that was put")
    void keepsEveryPart() {
        Link full = fullLink("l1");
        put(full);

        assertThat(store.links(PAIR, List.of("l1"))).containsExactly(full);
        assertThat(store.linksOf(PAIR, Side.LEFT, List.of("left-id"))).containsExactly(full);
        assertThat(store.list(PAIR, null, null, ALL)).containsExactly(full);
    }

    @Test
    @DisplayName("S17: a link comes back with nothing where nothing was put")
    void keepsAbsentPartsAbsent() {
        Observation bare = new Observation(
                "a", Presence.PRESENT, null, null, NOW, null, "app/a", 0L, 0L, FieldStates.none(), Set.of());
        Link link = link("l1", bare).change().due(null).build();
        put(link);

        assertThat(store.links(PAIR, List.of("l1"))).containsExactly(link);
    }

    @Test
    @DisplayName("S18: putting a link again replaces all of it")
    void replaces() {
        put(fullLink("l1"));
        Link bare = link("l1", seen("a"));
        put(bare);

        assertThat(store.links(PAIR, List.of("l1"))).containsExactly(bare);
        assertThat(store.intended(PAIR, null, ALL)).isEmpty();
        assertThat(store.linksOf(PAIR, Side.LEFT, List.of("left-id"))).isEmpty();
        assertThat(store.linksOf(PAIR, Side.RIGHT, List.of("right-id"))).isEmpty();
    }

    @Test
    @DisplayName("S19: of a link that is put twice in one commit the last one counts")
    void keepsTheLastOfACommit() {
        Link last = link("l1", seen("b"));
        commit(new Changes().put(link("l1", seen("a"))).put(last));

        assertThat(store.list(PAIR, null, null, ALL)).containsExactly(last);
        assertThat(store.linksOf(PAIR, Side.LEFT, List.of("a"))).isEmpty();
    }

    @Test
    @DisplayName("S20: a forgotten link is gone from every query")
    void forgetsALink() {
        put(fullLink("l1"), link("l2", seen("b")));
        commit(new Changes().forget("l1"));

        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l2");
        assertThat(store.links(PAIR, List.of("l1"))).isEmpty();
        assertThat(store.linksOf(PAIR, Side.LEFT, List.of("left-id"))).isEmpty();
        assertThat(store.linksOf(PAIR, Side.RIGHT, List.of("right-id"))).isEmpty();
        assertThat(store.intended(PAIR, null, ALL)).isEmpty();
        assertThat(store.counts(PAIR)).containsEntry(LinkStatus.PENDING, 1L).doesNotContainKey(LinkStatus.FAILED);
    }

    @Test
    @DisplayName("S21: records are found by side and id, and by their own pair only")
    void findsRecordsOfASide() {
        put(link("l1", seen("a"), seen("z")), link("l2", seen("b"), seen("a")), linkOf(OTHER_PAIR, "l3", seen("a")));

        assertThat(ids(store.linksOf(PAIR, Side.LEFT, List.of("a", "missing")))).containsExactly("l1");
        assertThat(ids(store.linksOf(PAIR, Side.RIGHT, List.of("a")))).containsExactly("l2");
        assertThat(store.linksOf(PAIR, Side.LEFT, List.of())).isEmpty();
        assertThat(store.links(PAIR, List.of())).isEmpty();
        assertThat(store.links(PAIR, List.of("l3"))).isEmpty();
    }

    @Test
    @DisplayName("S22: a link is found however its half was last seen, and once however often it is asked for")
    void findsDeletedHalvesToo() {
        put(
                link("l1", seen("a", Presence.DELETED)),
                link("l2", seen("b", Presence.OUT_OF_SCOPE)),
                link("l3", seen("c", Presence.ABSENT)));

        assertThat(ids(store.linksOf(PAIR, Side.LEFT, List.of("a", "b", "c", "a"))))
                .containsExactlyInAnyOrder("l1", "l2", "l3");
        assertThat(ids(store.links(PAIR, List.of("l1", "l1")))).containsExactly("l1");
    }

    @Test
    @DisplayName("S23: ids are compared to the letter: case, blanks, accents and symbols tell them apart")
    void comparesIdsToTheLetter() {
        List<String> odd = List.of("a", "A", "a ", " a", "ä", "a\u0308", "😀", "%", "_", "'", "\\", "x".repeat(512));
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < odd.size(); i++) {
            links.add(link("l" + (10 + i), seen(odd.get(i))));
        }
        put(links.toArray(new Link[0]));

        for (int i = 0; i < odd.size(); i++) {
            assertThat(ids(store.linksOf(PAIR, Side.LEFT, List.of(odd.get(i)))))
                    .as("the link of id '%s'", odd.get(i))
                    .containsExactly("l" + (10 + i));
        }
    }

    @Test
    @DisplayName("S24: thousands of ids can be asked for and put at once")
    void takesThousandsAtOnce() {
        int many = 3_000;
        Changes changes = new Changes();
        List<String> records = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            records.add("record-" + i);
            links.add("link-" + i);
            changes.put(link("link-" + i, seen("record-" + i)));
        }
        commit(changes);

        assertThat(store.linksOf(PAIR, Side.LEFT, records)).hasSize(many);
        assertThat(store.links(PAIR, links)).hasSize(many);
    }

    @Test
    @DisplayName("S25: a record of a side has one link: a second is refused, and the commit with it")
    void refusesASecondLinkOfARecord() {
        put(link("l1", seen("a")));
        PairLease lease = lease();

        assertThatThrownBy(() -> store.commit(
                        lease, new Changes().put(link("l2", seen("b"))).put(link("l3", seen("a")))))
                .isInstanceOf(SyncException.class);
        assertThat(ids(store.list(PAIR, null, null, ALL))).containsExactly("l1");
    }

    @Test
    @DisplayName("S26: one commit may hand a record from one link to another")
    void relinksInOneCommit() {
        put(link("l1", seen("a")), link("l2", seen("b")));
        commit(new Changes().put(link("l1", seen("b"))).put(link("l2", seen("a"))));
        commit(new Changes().forget("l1").put(link("l3", seen("b"))));

        assertThat(ids(store.linksOf(PAIR, Side.LEFT, List.of("a")))).containsExactly("l2");
        assertThat(ids(store.linksOf(PAIR, Side.LEFT, List.of("b")))).containsExactly("l3");
    }

    private static Link fullLink(String id) {
        Observation left = new Observation(
                "left-id",
                Presence.ABSENT,
                "W/\"etag\"",
                NOW.minusSeconds(60),
                NOW,
                "left-parent",
                "app/root",
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                fields(-1),
                Set.of("title", "start"));
        Observation right = seen("right-id", Presence.OUT_OF_SCOPE);
        return new Link(
                id,
                PAIR,
                left,
                right,
                new Agreement(fields(2), fields(3), true, false, Set.of("text"), Set.of("zone"), Set.of("colour")),
                new Intent(
                        Side.RIGHT,
                        Intent.Kind.CREATE,
                        id + "-3",
                        NOW.plusSeconds(30),
                        "right-id",
                        "rev-9",
                        Set.of("title", "text"),
                        fields(4),
                        fields(5)),
                3,
                new Link.Versions(11, -12),
                LinkStatus.FAILED,
                NOW.plusSeconds(90),
                2,
                new Problem("refused: \"too long\"", "shorten it → it is tried again", NOW.minusSeconds(5)),
                "approval-1",
                new Link.Swings(2, 21, -22),
                NOW.minusSeconds(600));
    }
}
