package io.kalends.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.Request;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Versions that lost and wishes that wait are kept until they are done with. */
abstract class StoreKeptRules extends StoreRules {

    private static final String SECRET = "{\"title\":\"Täglich 😀\"}";

    @Test
    @DisplayName("S43: what is kept for a link comes back whole, in the order of keeping")
    void keepsVersionsInOrder() {
        put(link("l1", seen("a")), link("l2", seen("b")));
        commit(new Changes().keep(version("v2", "l1", true)));
        commit(new Changes().keep(version("v1", "l1", false)).keep(version("v3", "l2", true)));

        List<KeptVersion> kept = store.kept(PAIR, "l1");
        assertThat(kept).extracting(KeptVersion::id).containsExactly("v2", "v1");
        assertThat(kept.get(0)).usingRecursiveComparison().isEqualTo(version("v2", "l1", true));
        assertThat(new String(kept.get(0).content(), UTF_8)).isEqualTo(SECRET);
    }

    @Test
    @DisplayName("S44: closing a conflict turns its open versions into history and leaves other links' alone")
    void closesConflicts() {
        put(link("l1", seen("a")), link("l2", seen("b")));
        commit(new Changes()
                .keep(version("v1", "l1", true))
                .keep(version("v2", "l1", false))
                .keep(version("v3", "l2", true)));
        commit(new Changes().closeConflict("l1"));

        assertThat(store.kept(PAIR, "l1")).extracting(KeptVersion::open).containsExactly(false, false);
        assertThat(store.kept(PAIR, "l2")).extracting(KeptVersion::open).containsExactly(true);
    }

    @Test
    @DisplayName("S45: a conflict can be closed and another opened in one commit")
    void reopensInOneCommit() {
        put(link("l1", seen("a")));
        commit(new Changes().keep(version("v1", "l1", true)));
        commit(new Changes().closeConflict("l1").keep(version("v2", "l1", true)));

        assertThat(store.kept(PAIR, "l1")).extracting(KeptVersion::open).containsExactly(false, true);
    }

    @Test
    @DisplayName("S46: forgetting a link forgets what was kept for it, and only that")
    void forgetsVersionsWithTheirLink() {
        put(link("l1", seen("a")), link("l2", seen("b")));
        commit(new Changes().keep(version("v1", "l1", true)).keep(version("v2", "l2", true)));
        commit(new Changes().forget("l1"));

        assertThat(store.kept(PAIR, "l1")).isEmpty();
        assertThat(store.kept(PAIR, "l2")).hasSize(1);
        assertThat(store.kept(PAIR, "unknown")).isEmpty();
    }

    @Test
    @DisplayName("S47: a request needs no lease, and reaches the next one, in order and whole")
    void handsRequestsOver() {
        lease();
        store.request(PAIR, request(Request.Kind.RESOLVE, "l1", "prefer left"));
        store.request(PAIR, request(Request.Kind.APPROVE, "approval-1", ""));
        store.request(OTHER_PAIR, request(Request.Kind.RETRY, "", ""));

        List<Request> requests = lease().requests();
        assertThat(requests).extracting(Request::kind).containsExactly(Request.Kind.RESOLVE, Request.Kind.APPROVE);
        assertThat(requests).extracting(Request::target).containsExactly("l1", "approval-1");
        assertThat(new String(requests.get(0).payload(), UTF_8)).isEqualTo("prefer left");
        assertThat(requests.get(1).payload()).isEmpty();
        assertThat(requests.get(0).id()).isPositive().isLessThan(requests.get(1).id());
    }

    @Test
    @DisplayName("S48: a request waits until it is done, and then goes alone")
    void keepsRequestsUntilDone() {
        store.request(PAIR, request(Request.Kind.RETRY, "l1", ""));
        store.request(PAIR, request(Request.Kind.RETRY, "l2", ""));
        PairLease first = lease();
        store.commit(first, new Changes().done(first.requests().get(0)));
        store.release(first);

        assertThat(lease().requests()).extracting(Request::target).containsExactly("l2");
    }

    @Test
    @DisplayName("S49: ids of requests are never used again")
    void givesRequestsNewIds() {
        store.request(PAIR, request(Request.Kind.RETRY, "l1", ""));
        PairLease first = lease();
        Request done = first.requests().get(0);
        store.commit(first, new Changes().done(done));
        store.request(PAIR, request(Request.Kind.RETRY, "l2", ""));

        assertThat(lease().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.id()).isGreaterThan(done.id()));
    }

    @Test
    @DisplayName("S64: what was asked for during a run is shown without another lease, until it is done")
    void showsRequestsDuringARun() {
        PairLease lease = lease();
        store.request(PAIR, Request.record(Side.RIGHT, "r1"));
        store.request(OTHER_PAIR, Request.record(Side.LEFT, "l1"));

        Request asked = store.requests(PAIR).get(0);
        store.commit(lease, new Changes().done(asked));

        assertThat(asked.side()).isEqualTo(Side.RIGHT);
        assertThat(asked.recordId()).isEqualTo("r1");
        assertThat(store.requests(PAIR)).isEmpty();
        assertThat(store.requests("unknown")).isEmpty();
    }

    private static Request request(Request.Kind kind, String target, String payload) {
        return new Request(0, kind, target, payload.getBytes(UTF_8));
    }

    private static KeptVersion version(String id, String link, boolean open) {
        return new KeptVersion(id, link, Side.RIGHT, NOW, open, "lost to the left side", SECRET.getBytes(UTF_8));
    }
}
