package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A failure is told as one: never as an empty page, a removal, or a write that was done. */
abstract class ReplicaFaultRules<R> extends ReplicaRules<R> {

    @Test
    @DisplayName("R63: a listing that fails is an exception, never an empty page")
    void failsToList() {
        harness.put(sample(0));
        breaker().down();

        assertThatThrownBy(() -> page(null))
                .isInstanceOf(TransientException.class)
                .satisfies(e -> assertThat(((SyncException) e).action()).isNotBlank());
    }

    @Test
    @DisplayName("R64: a listing that failed works again once the side is back")
    void recovers() {
        String id = harness.put(sample(0));
        breaker().down();
        assertThatThrownBy(() -> page(null)).isInstanceOf(SyncException.class);
        breaker().up();
        nextRun();

        assertThat(listed()).containsOnlyKeys(id);
    }

    @Test
    @DisplayName("R65: a fetch that fails says so, and takes no record for removed")
    void failsToFetch() {
        String id = harness.put(sample(0));
        breaker().down();
        try {
            assertThat(session.source().fetch(FetchRequest.of(List.of(id))))
                    .allMatch(entry -> entry instanceof Entry.Unreadable<R>);
        } catch (SyncException expected) {
            assertThat(expected.action()).isNotBlank();
        }
    }

    @Test
    @DisplayName("R66: a write that does not get through is not answered as done, and nothing is there")
    void failsToWrite() {
        sink();
        breaker().down();
        try {
            WriteResult<R> result = write(create("k1", sample(0)));
            assertThat(result).isInstanceOfAny(WriteResult.Deferred.class, WriteResult.Unknown.class);
        } catch (TransientException expected) {
            assertThat(expected.action()).isNotBlank();
        }
        breaker().up();
        nextRun();

        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("R67: a create whose answer was lost is told as unknown, and its repetition makes no second record")
    void repeatsALostCreate() {
        boolean recognised = sink().recognition() != Recognition.NONE;
        breaker().loseNextAnswer();
        expectUnknown(create("k1", sample(0)));
        nextRun();

        assertThat(listed()).as("the write was made all the same").hasSize(1);
        if (recognised) {
            created("k1", sample(0));
            assertThat(listed()).hasSize(1);
        }
    }

    @Test
    @DisplayName("R68: an update whose answer was lost is told as unknown, and a look shows that it was made")
    void showsALostUpdate() {
        sink();
        Versioned<R> before = created("k1", sample(0));
        R edited = harness.edited(sample(0), 1);
        breaker().loseNextAnswer();
        expectUnknown(update(before, edited));
        nextRun();

        assertThat(seen(fetched(before.id()).record())).isEqualTo(seenThere(edited));
    }

    @Test
    @DisplayName("R69: what goes wrong names the place and what to do")
    void explainsItself() {
        breaker().down();

        assertThatThrownBy(() -> page(null)).isInstanceOfSatisfying(SyncException.class, e -> {
            assertThat(e.getMessage()).contains("→");
            assertThat(e.place()).isNotNull();
        });
    }

    private void expectUnknown(Write<R> write) {
        try {
            assertThat(write(write)).isInstanceOf(WriteResult.Unknown.class);
        } catch (TransientException expected) {
            assertThat(expected.action()).isNotBlank();
        }
    }
}
