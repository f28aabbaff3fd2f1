package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncPair;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A world of notes. */
final class SyncWorld extends World<Note> {

    SyncWorld() {
        this(side -> side, side -> side, pair -> pair);
    }

    SyncWorld(
            UnaryOperator<InMemoryReplicaBuilder<Note>> left,
            UnaryOperator<InMemoryReplicaBuilder<Note>> right,
            UnaryOperator<SyncPair.Builder<Note>> rules) {
        super(Note.type(), left, right, rules);
    }

    static SyncWorld with(UnaryOperator<SyncPair.Builder<Note>> rules) {
        return new SyncWorld(side -> side, side -> side, rules);
    }

    /** What the left side holds of the note with this one's uid, whatever has become of it; empty if it is gone. */
    Optional<Note> onLeft(Note note) {
        return on(left, note);
    }

    /** As {@link #onLeft}. */
    Optional<Note> onRight(Note note) {
        return on(right, note);
    }

    private static Optional<Note> on(InMemoryReplica<Note> side, Note note) {
        return side.contents().stream()
                .filter(one -> Objects.equals(one.uid(), note.uid()))
                .findFirst();
    }

    /** The left side's id of the note with this one's uid. */
    String leftId(Note note) {
        return find(left, one -> Objects.equals(one.uid(), note.uid()));
    }

    /** As {@link #leftId}. */
    String rightId(Note note) {
        return find(right, one -> Objects.equals(one.uid(), note.uid()));
    }

    void agreesOn(Note... notes) {
        assertThat(left.contents()).as("left").containsExactlyInAnyOrder(notes);
        assertThat(right.contents()).as("right").containsExactlyInAnyOrder(notes);
    }

    static List<Note> notes(int count) {
        return IntStream.range(0, count).mapToObj(i -> Note.titled("note " + i)).toList();
    }
}
