package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both versions of a record are kept that belongs to another, by a host's own type. */
class CopiedChildrenTest {

    /** Notes that can be copied, and belong to the same note then. */
    private record Copied(RecordType<Note> notes) implements RecordType<Note> {

        @Override
        public String name() {
            return "copied";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Note> javaType() {
            return Note.class;
        }

        @Override
        public List<Field<Note>> fields() {
            return notes.fields();
        }

        @Override
        public Note patch(Note base, Map<String, JsonNode> values) {
            return notes.patch(base, values);
        }

        @Override
        public JsonNode encode(Note note) {
            return notes.encode(note);
        }

        @Override
        public Note decode(JsonNode json) {
            return notes.decode(json);
        }

        @Override
        public Optional<String> identity(Note note) {
            return notes.identity(note);
        }

        @Override
        public Optional<String> parent(Note note) {
            return notes.parent(note);
        }

        @Override
        public Optional<Note> copyOf(Note note, String seed) {
            return Optional.of(note.withUid(seed));
        }
    }

    @Test
    void theCopyBelongsToTheSameRecordOnItsOwnSide() {
        World<Note> world = new World<>(
                new Copied(Note.type()),
                side -> side,
                side -> side,
                pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        Note list = Note.titled("list");
        String id = world.left.put(list);
        String child = world.left.putChild(id, Note.titled("milk").childOf(list));
        world.settles();
        world.left.edit(child, note -> note.withTitle("left"));
        world.right.edit(World.find(world.right, note -> note.title().equals("milk")), note -> note.withTitle("right"));

        world.settles();

        assertThat(world.left.contents()).extracting(Note::title).containsExactlyInAnyOrder("list", "left", "right");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(world.engine.status(world.pair()).count(LinkStatus.FAILED)).isZero();
    }
}
