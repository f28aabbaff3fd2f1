package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A write on a revision that moved on is stale, told apart from gone, where the sink claims to look. */
abstract class ReplicaConditionRules<R> extends ReplicaRules<R> {

    private static final String UNCLAIMED = "this sink does not claim to write conditionally";

    @Test
    @DisplayName("R48: an update on a revision that moved on is stale and changes nothing")
    void refusesAStaleUpdate() {
        assumeTrue(sink().conditional(), UNCLAIMED);
        Versioned<R> before = created("k1", sample(0));
        R meanwhile = harness.edited(sample(0), 1);
        harness.replace(before.id(), meanwhile);

        assertThat(write(update(before, harness.edited(sample(0), 2)))).isInstanceOf(WriteResult.Stale.class);
        assertThat(seen(fetched(before.id()).record())).isEqualTo(seenThere(meanwhile));
    }

    @Test
    @DisplayName("R49: a delete on a revision that moved on is stale and removes nothing")
    void refusesAStaleDelete() {
        assumeTrue(sink().conditional(), UNCLAIMED);
        Versioned<R> before = created("k1", sample(0));
        harness.replace(before.id(), harness.edited(sample(0), 1));

        assertThat(write(new Write.Delete<>(before.id(), before.revision()))).isInstanceOf(WriteResult.Stale.class);
        assertThat(listed()).containsOnlyKeys(before.id());
    }

    @Test
    @DisplayName("R50: after a look the same write goes through")
    void acceptsTheCurrentRevision() {
        assumeTrue(sink().conditional(), UNCLAIMED);
        Versioned<R> before = created("k1", sample(0));
        harness.replace(before.id(), harness.edited(sample(0), 1));
        R mine = harness.edited(sample(0), 2);

        applied(write(update(fetched(before.id()), mine)));

        assertThat(seen(fetched(before.id()).record())).isEqualTo(seenThere(mine));
    }

    @Test
    @DisplayName("R51: records of a sink that writes conditionally bear revisions")
    void givesRevisions() {
        assumeTrue(sink().conditional(), UNCLAIMED);
        Versioned<R> stored = created("k1", sample(0));
        String outside = harness.put(sample(1));

        assertThat(stored.revision()).isNotNull();
        assertThat(fetched(outside).revision()).isNotNull();
    }

    @Test
    @DisplayName("R52: one stale write of a batch leaves the others be")
    void keepsStaleWritesApart() {
        assumeTrue(sink().conditional(), UNCLAIMED);
        assumeTrue(sink().batchSize() >= 2, "a batch of this sink is too small");
        Versioned<R> moved = created("k1", sample(0));
        Versioned<R> still = created("k2", sample(1));
        harness.replace(moved.id(), harness.edited(sample(0), 1));

        List<WriteResult<R>> results = session.sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(
                        update(moved, harness.edited(sample(0), 2)), update(still, harness.edited(sample(1), 2)))))
                .results();

        assertThat(results.get(0)).isInstanceOf(WriteResult.Stale.class);
        assertThat(results.get(1)).isInstanceOf(WriteResult.Applied.class);
    }

    @Test
    @DisplayName("R53: a sink that does not claim to look at revisions writes on any")
    void writesOnAnyRevisionUnlessClaimed() {
        assumeTrue(!sink().conditional(), "this sink claims to write conditionally");
        Versioned<R> before = created("k1", sample(0));
        harness.replace(before.id(), harness.edited(sample(0), 1));
        R mine = harness.edited(sample(0), 2);

        applied(write(update(before, mine)));
        assertThat(seen(fetched(before.id()).record())).isEqualTo(seenThere(mine));
        assertThat(write(new Write.Delete<>(before.id(), before.revision()))).isEqualTo(WriteResult.deleted());
    }
}
