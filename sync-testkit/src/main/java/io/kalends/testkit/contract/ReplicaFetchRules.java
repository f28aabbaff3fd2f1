package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Versioned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A fetch says of every id what is true of it now. */
abstract class ReplicaFetchRules<R> extends ReplicaRules<R> {

    @Test
    @DisplayName("R28: a fetch answers each id once, also one that is asked for twice or does not exist")
    void answersEachIdOnce() {
        String first = harness.put(sample(0));
        String second = harness.put(sample(1));
        String unknown = first + "-that-never-was";
        List<String> asked = new ArrayList<>(List.of(first, second, first, unknown));

        List<Entry<R>> answers = session.source().fetch(FetchRequest.of(asked));

        assertThat(answers).extracting(Entry::id).containsExactlyInAnyOrder(first, second, unknown);
    }

    @Test
    @DisplayName("R29: an id that does not exist is removed or unreadable, never present")
    void doesNotInventRecords() {
        String real = harness.put(sample(0));

        assertThat(look(real + "-that-never-was")).isNotInstanceOf(Entry.Present.class);
    }

    @Test
    @DisplayName("R30: a fetch of nothing answers nothing")
    void fetchesNothing() {
        assertThat(session.source().fetch(FetchRequest.of(List.of()))).isEmpty();
    }

    @Test
    @DisplayName("R31: a fetch shows a record as a listing does")
    void agreesWithTheListing() {
        String id = harness.put(sample(0));
        Versioned<R> listed = shown(listed(), id);
        Versioned<R> fetched = fetched(id);

        assertThat(seen(fetched.record())).isEqualTo(seen(listed.record()));
        assertThat(fetched.revision()).isEqualTo(listed.revision());
        assertThat(fetched.parent()).isEqualTo(listed.parent());
        assertThat(fetched.unknown()).isEqualTo(listed.unknown());
        assertThat(fetched.origin()).isEqualTo(listed.origin());
    }

    @Test
    @DisplayName("R32: a fetch shows an edit that was made in the same session")
    void showsTheLatest() {
        String id = harness.put(sample(0));
        listed();
        R edited = harness.edited(sample(0), 1);
        harness.replace(id, edited);

        assertThat(seen(fetched(id).record())).isEqualTo(seenThere(edited));
    }

    @Test
    @DisplayName("R33: a record that is gone is told as removed")
    void provesRemovals() {
        String id = harness.put(sample(0));
        harness.put(sample(1));
        listed();
        harness.remove(id);

        assertThat(look(id)).isInstanceOf(Entry.Removed.class);
    }

    @Test
    @DisplayName("R34: hundreds of ids can be fetched at once")
    void fetchesHundreds() {
        String real = harness.put(sample(0));
        List<String> asked = new ArrayList<>(List.of(real));
        for (int i = 0; i < 300; i++) {
            asked.add(real + "-that-never-was-" + i);
        }

        List<Entry<R>> answers = session.source().fetch(FetchRequest.of(asked));

        assertThat(answers).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(asked);
    }
}
