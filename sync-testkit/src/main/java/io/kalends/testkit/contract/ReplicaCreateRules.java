package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A create that is repeated is recognised in the way the sink claims. */
abstract class ReplicaCreateRules<R> extends ReplicaRules<R> {

    @Test
    @DisplayName("R54: by key: a repeated create answers with the record that is there, also in a later run")
    void recognisesByKey() {
        assumeRecognition(Recognition.BY_KEY);
        Versioned<R> first = created("k1", sample(0));
        nextRun();
        Versioned<R> second = created("k1", sample(0));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(listed()).containsOnlyKeys(first.id());
    }

    @Test
    @DisplayName("R70: a create tells whether it found its record there, as the claim has it")
    void tellsWhatItFound() {
        Recognition claimed = sink().recognition();
        assumeTrue(claimed != Recognition.NONE, "this sink does not claim to recognise creates");

        assertThat(write(create("k1", sample(0))))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        first -> assertThat(first.found()).isFalse());
        assertThat(write(create("k1", sample(0))))
                .isInstanceOfSatisfying(
                        WriteResult.Applied.class,
                        second -> assertThat(second.found()).isTrue());
    }

    @Test
    @DisplayName("R55: by key: a repeated create does not undo what was edited since")
    void doesNotUndoByRepeating() {
        assumeRecognition(Recognition.BY_KEY);
        Versioned<R> first = created("k1", sample(0));
        R edited = harness.edited(sample(0), 1);
        harness.replace(first.id(), edited);

        Versioned<R> second = created("k1", sample(0));

        assertThat(seen(second.record())).isEqualTo(seenThere(edited));
        assertThat(seen(fetched(first.id()).record())).isEqualTo(seenThere(edited));
    }

    @Test
    @DisplayName("R56: by key: another key makes another record")
    void tellsKeysApart() {
        assumeRecognition(Recognition.BY_KEY);
        Versioned<R> first = created("k1", sample(0));
        Versioned<R> second = created("k2", sample(1));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(listed()).hasSize(2);
    }

    @Test
    @DisplayName("R57: by key: the longest key that is allowed is taken")
    void takesLongKeys() {
        assumeRecognition(Recognition.BY_KEY);
        String key = "k-" + "Ab9".repeat(20) + "-1";

        assertThat(created(key, sample(0)).id())
                .isEqualTo(created(key, sample(0)).id());
        assertThat(listed()).hasSize(1);
    }

    @Test
    @DisplayName("R58: an id that the sink foretells is the one it gives")
    void foretellsIds() {
        sink();
        Write.Create<R> create = create("k1", sample(0));
        var foretold = session.sink().orElseThrow().idOf(create);
        assumeTrue(foretold.isPresent(), "this sink foretells no ids");

        assertThat(applied(write(create)).id()).isEqualTo(foretold.orElseThrow());
    }

    @Test
    @DisplayName("R59: by identity: a create of a record that is there answers with it, whatever its key")
    void recognisesByIdentity() {
        assumeRecognition(Recognition.BY_IDENTITY);
        Versioned<R> first = created("k1", sample(0));
        nextRun();
        Versioned<R> second = created("k2", sample(0));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(listed()).containsOnlyKeys(first.id());
    }

    @Test
    @DisplayName("R60: by identity: a record that somebody else put there is recognised too")
    void recognisesOutsideRecords() {
        assumeRecognition(Recognition.BY_IDENTITY);
        String outside = harness.put(sample(0));

        assertThat(created("k1", sample(0)).id()).isEqualTo(outside);
        assertThat(listed()).containsOnlyKeys(outside);
    }

    @Test
    @DisplayName("R61: not at all: a repeated create is not answered as if it had been recognised")
    void doesNotRecogniseUnlessClaimed() {
        assumeRecognition(Recognition.NONE);
        Versioned<R> first = created("k1", sample(0));
        WriteResult<R> second = write(create("k1", sample(0)));

        if (second instanceof WriteResult.Applied<R> made) {
            assertThat(applied(made).id()).as("a second record").isNotEqualTo(first.id());
            assertThat(listed()).hasSize(2);
        } else {
            assertThat(second).isInstanceOf(WriteResult.Rejected.class);
        }
    }

    @Test
    @DisplayName("R62: a new key brings a deleted record back")
    void createsAgainAfterADelete() {
        sink();
        Versioned<R> first = created("k1", sample(0));
        write(new Write.Delete<>(first.id(), first.revision()));

        Versioned<R> again = applied(write(new Write.Create<>("k2", sample(0), null, "app/k1", first.id())));

        assertThat(listed()).containsOnlyKeys(again.id());
        assertThat(seen(again.record())).isEqualTo(seenThere(sample(0)));
    }

    private void assumeRecognition(Recognition wanted) {
        Recognition claimed = sink().recognition();
        assumeTrue(claimed == wanted, "this sink claims to recognise creates " + claimed);
    }
}
