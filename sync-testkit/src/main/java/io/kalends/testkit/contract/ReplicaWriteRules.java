package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A write does what it says, answers with what is stored, and leaves everything else alone. */
abstract class ReplicaWriteRules<R> extends ReplicaRules<R> {

    @BeforeEach
    void needsASink() {
        sink();
    }

    @Test
    @DisplayName("R35: a create puts the record there, and answers with it as a listing shows it")
    void creates() {
        Versioned<R> stored = created("k1", sample(0));
        Versioned<R> listed = shown(listed(), stored.id());

        assertThat(seen(listed.record())).isEqualTo(seenThere(sample(0))).isEqualTo(seen(stored.record()));
        assertThat(listed.revision()).isEqualTo(stored.revision());
        assertThat(listed()).hasSize(1);
    }

    @Test
    @DisplayName("R36: an update replaces the fields it names, and answers with the record as a listing shows it")
    void updates() {
        Versioned<R> before = created("k1", sample(0));
        R edited = harness.edited(sample(0), 1);

        Versioned<R> stored = applied(write(update(before, edited)));

        assertThat(stored.id()).isEqualTo(before.id());
        assertThat(seen(stored.record())).isEqualTo(seenThere(edited));
        Versioned<R> fetched = fetched(before.id());
        assertThat(seen(fetched.record())).isEqualTo(seen(stored.record()));
        assertThat(fetched.revision()).isEqualTo(stored.revision());
    }

    @Test
    @DisplayName("R37: an update leaves the fields alone that it does not name, whatever it carries for them")
    void leavesOtherFieldsAlone() {
        Versioned<R> before = created("k1", sample(0));
        R edited = harness.edited(sample(0), 1);
        Set<String> changed = changedFields(before.record(), edited);
        Map<String, JsonNode> expected = seen(before.record());
        changed.forEach(field -> expected.put(field, seenThere(edited).get(field)));
        R noise = replica().type().patch(sample(5), values(edited, changed));

        Versioned<R> stored = applied(write(new Write.Update<>(before.id(), before.revision(), noise, changed)));

        assertThat(seen(stored.record())).isEqualTo(expected);
        assertThat(seen(fetched(before.id()).record())).isEqualTo(expected);
    }

    @Test
    @DisplayName("R38: an update gives a new revision, if there are revisions, that the next update can build on")
    void updatesTwice() {
        Versioned<R> before = created("k1", sample(0));
        Versioned<R> once = applied(write(update(before, harness.edited(sample(0), 1))));
        R again = harness.edited(sample(0), 2);
        Versioned<R> twice = applied(write(update(once, again)));

        if (before.revision() != null) {
            assertThat(Set.of(before.revision(), "" + once.revision(), "" + twice.revision()))
                    .as("revisions")
                    .hasSize(3);
        }
        assertThat(seen(fetched(before.id()).record())).isEqualTo(seenThere(again));
    }

    @Test
    @DisplayName("R39: a delete removes the record, and answers with nothing stored")
    void deletes() {
        Versioned<R> before = created("k1", sample(0));

        WriteResult<R> result = write(new Write.Delete<>(before.id(), before.revision()));

        assertThat(result).isEqualTo(WriteResult.deleted());
        assertThat(look(before.id())).isInstanceOf(Entry.Removed.class);
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("R40: updating or deleting what is gone is told as gone, and brings nothing back")
    void tellsWhatIsGone() {
        Versioned<R> before = created("k1", sample(0));
        harness.remove(before.id());

        assertThat(write(update(before, harness.edited(sample(0), 1)))).isInstanceOf(WriteResult.Gone.class);
        assertThat(write(new Write.Delete<>(before.id(), before.revision()))).isInstanceOf(WriteResult.Gone.class);
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("R41: results come in the order of the writes, and one that fails takes no other with it")
    void keepsWritesApart() {
        assumeTrue(sink().batchSize() >= 3, "a batch of this sink is too small");
        Versioned<R> gone = created("k1", sample(0));
        Versioned<R> stays = created("k2", sample(1));
        harness.remove(gone.id());

        List<WriteResult<R>> results = session.sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(
                        create("k3", sample(2)),
                        update(gone, harness.edited(sample(0), 1)),
                        update(stays, harness.edited(sample(1), 1)))))
                .results();

        assertThat(results).hasSize(3);
        assertThat(seen(applied(results.get(0)).record())).isEqualTo(seenThere(sample(2)));
        assertThat(results.get(1)).isInstanceOf(WriteResult.Gone.class);
        assertThat(applied(results.get(2)).id()).isEqualTo(stays.id());
        assertThat(listed()).hasSize(2);
    }

    @Test
    @DisplayName("R42: a batch as large as the traits say is taken")
    void takesAFullBatch() {
        int size = Math.min(sink().batchSize(), PAGE);
        List<Write<R>> writes = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            writes.add(create("k" + n, sample(n)));
        }

        List<WriteResult<R>> results =
                session.sink().orElseThrow().write(WriteRequest.of(writes)).results();

        assertThat(results).hasSize(size).allMatch(result -> result instanceof WriteResult.Applied<R>);
        assertThat(listed()).hasSize(size);
    }

    @Test
    @DisplayName(
            "R43: an origin mark comes back in listings and fetches and outlives updates, if the sink claims to keep it")
    void keepsOrigins() {
        assumeTrue(sink().keepsOrigin(), "this sink does not claim to keep origin marks");
        Versioned<R> stored = created("k1", sample(0));
        Versioned<R> updated = applied(write(update(stored, harness.edited(sample(0), 1))));
        nextRun();

        assertThat(stored.origin()).isEqualTo("app/k1");
        assertThat(updated.origin()).isEqualTo("app/k1");
        assertThat(shown(listed(), stored.id()).origin()).isEqualTo("app/k1");
        assertThat(fetched(stored.id()).origin()).isEqualTo("app/k1");
    }

    @Test
    @DisplayName("R44: a sink that does not claim to keep origin marks tells none")
    void tellsNoOriginUnlessClaimed() {
        assumeTrue(!sink().keepsOrigin(), "this sink claims to keep origin marks");
        Versioned<R> stored = created("k1", sample(0));

        assertThat(stored.origin()).isNull();
        assertThat(shown(listed(), stored.id()).origin()).isNull();
    }

    @Test
    @DisplayName("R45: an outside record bears no origin mark")
    void marksOnlyItsOwn() {
        String id = harness.put(sample(0));

        assertThat(fetched(id).origin()).isNull();
    }

    @Test
    @DisplayName("R46: a child is created under its parent; deleting it leaves the parent")
    void createsChildren() {
        R parent = sample(0);
        assumeTrue(harness.childOf(parent).isPresent(), "records of this kind have no parents");
        Versioned<R> above = created("k1", parent);
        Versioned<R> below = applied(
                write(new Write.Create<>("k2", harness.childOf(parent).orElseThrow(), above.id(), "app/k2", null)));

        assertThat(below.parent()).isEqualTo(above.id());
        assertThat(shown(listed(), below.id()).parent()).isEqualTo(above.id());

        Versioned<R> now = fetched(below.id());
        assertThat(write(new Write.Delete<>(now.id(), now.revision()))).isEqualTo(WriteResult.deleted());
        assertThat(listed()).containsOnlyKeys(above.id());
    }

    @Test
    @DisplayName("R47: deleting a parent deletes its children")
    void deletesChildrenWithTheirParent() {
        R parent = sample(0);
        assumeTrue(harness.childOf(parent).isPresent(), "records of this kind have no parents");
        Versioned<R> above = created("k1", parent);
        applied(write(new Write.Create<>("k2", harness.childOf(parent).orElseThrow(), above.id(), "app/k2", null)));
        Versioned<R> now = fetched(above.id());

        assertThat(write(new Write.Delete<>(now.id(), now.revision()))).isEqualTo(WriteResult.deleted());
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("R74: nothing is answered as done that the next full listing does not show")
    void showsWhatItAnsweredAsDone() {
        List<R> records = new ArrayList<>(harness.awkward());
        records.add(sample(0));
        Map<String, Versioned<R>> done = new LinkedHashMap<>();
        for (int n = 0; n < records.size(); n++) {
            WriteResult<R> result = write(create("k" + n, records.get(n)));
            if (result instanceof WriteResult.Applied<R>) {
                Versioned<R> stored = applied(result);
                assertThat(done.put(stored.id(), stored))
                        .as("another record of id " + stored.id())
                        .isNull();
            }
        }
        nextRun();

        Map<String, Versioned<R>> listed = listed();
        assertThat(listed).containsOnlyKeys(done.keySet());
        done.forEach(
                (id, stored) -> assertThat(seen(shown(listed, id).record())).isEqualTo(seen(stored.record())));
    }

    @Test
    @DisplayName("R76: of two records under one identity each is told, and what was deleted is one of them")
    void tellsTwinsApart() {
        assumeTrue(harness.putTwins(sample(0), harness.edited(sample(0), 1)), "this side holds one record an identity");
        nextRun();
        List<Versioned<R>> told = List.copyOf(listed().values());
        assertThat(told).hasSize(2);
        Versioned<R> one = told.get(0);

        assertThat(write(new Write.Delete<>(one.id(), one.revision()))).isEqualTo(WriteResult.deleted());
        nextRun();

        assertThat(listed().values())
                .singleElement()
                .satisfies(left -> assertThat(seen(left.record()))
                        .isEqualTo(seen(told.get(1).record())));
    }

    private Map<String, JsonNode> values(R record, Set<String> fields) {
        Map<String, JsonNode> values = new HashMap<>();
        fields.forEach(field -> values.put(field, replica().type().field(field).value(record)));
        return values;
    }
}
