package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTypeBuilderTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final RecordType<Task> tasks = tasks().blank(Task::new).build();
    private final Task task =
            new Task().withId("t-1").withTitle("Call").withDue(LocalDate.EPOCH).withTags(List.of("a"));

    private static RecordTypeBuilder<Task> tasks() {
        return RecordType.builder("task", Task.class)
                .field("title", String.class, Task::title, Task::withTitle)
                .field("due", LocalDate.class, Task::due, Task::withDue)
                .field("minutes", int.class, Task::minutes, Task::withMinutes)
                .list("tags", String.class, Task::tags, Task::withTags)
                .id(Task::id);
    }

    @Test
    void hasTheFieldsGivenInTheirOrder() {
        assertThat(tasks.name()).isEqualTo("task");
        assertThat(tasks.javaType()).isEqualTo(Task.class);
        assertThat(tasks.fields()).extracting(Field::name).containsExactly("title", "due", "minutes", "tags");
        assertThat(tasks.id(task)).contains("t-1");
        assertThat(tasks.id(new Task())).isEmpty();
    }

    @Test
    void readsValuesAsJson() {
        assertThat(tasks.field("due").value(task)).isEqualTo(TextNode.valueOf("1970-01-01"));
        assertThat(tasks.field("minutes").value(task)).isEqualTo(IntNode.valueOf(0));
        assertThat(tasks.field("title").value(new Task())).isEqualTo(NullNode.instance);
    }

    @Test
    void patchesByCopying() {
        Task patched = tasks.patch(
                task,
                Map.of("title", TextNode.valueOf("Write"), "due", NullNode.instance, "minutes", IntNode.valueOf(5)));

        assertThat(patched.id()).isEqualTo("t-1");
        assertThat(patched.title()).isEqualTo("Write");
        assertThat(patched.due()).isNull();
        assertThat(patched.minutes()).isEqualTo(5);
        assertThat(patched.tags()).containsExactly("a");
        assertThat(task.title()).isEqualTo("Call");
    }

    @Test
    void clearsAListToAnEmptyOneAndAPrimitiveToZero() {
        Task patched =
                tasks.patch(task.withMinutes(5), Map.of("tags", NullNode.instance, "minutes", NullNode.instance));

        assertThat(patched.tags()).isEmpty();
        assertThat(patched.minutes()).isZero();
    }

    @Test
    void decodesIntoABlankRecord() throws Exception {
        Task decoded = tasks.decode(json.readTree(tasks.encode(task).toString()));

        assertThat(decoded.title()).isEqualTo("Call");
        assertThat(decoded.due()).isEqualTo(LocalDate.EPOCH);
        assertThat(decoded.tags()).containsExactly("a");
    }

    @Test
    void decodesPastWhatItDoesNotKnow() throws Exception {
        Task decoded = tasks.decode(json.readTree("{\"title\": \"Call\", \"colour\": 7}"));

        assertThat(decoded.title()).isEqualTo("Call");
        assertThat(decoded.tags()).isEmpty();
    }

    @Test
    void takesACodecOfTheHost() {
        RecordType<Task> type = tasks().codec(
                        record -> TextNode.valueOf(record.id() + "|" + record.title()),
                        node -> new Task()
                                .withId(node.asText().substring(0, node.asText().indexOf('|')))
                                .withTitle(node.asText().substring(node.asText().indexOf('|') + 1)))
                .build();

        Task decoded = type.decode(type.encode(task));

        assertThat(decoded.id()).isEqualTo("t-1");
        assertThat(decoded.title()).isEqualTo("Call");
    }

    @Test
    void takesFactsGroupsAndKeys() {
        RecordType<Task> type = tasks().blank(Task::new)
                .version(2)
                .identity(Task::title)
                .parent(record -> "p-1")
                .modifiedAt(record -> NOON)
                .extent(record -> new Extent(NOON, null))
                .group("time", "due", "minutes")
                .key("tags", JsonNode::asText)
                .build();

        assertThat(type.version()).isEqualTo(2);
        assertThat(type.identity(task)).contains("Call");
        assertThat(type.parent(task)).contains("p-1");
        assertThat(type.modifiedAt(task)).contains(NOON);
        assertThat(type.extent(task)).contains(new Extent(NOON, null));
        assertThat(type.field("due").group()).isEqualTo("time");
        assertThat(type.field("tags").elements()).isPresent();
        assertThat(type.patch(task, Map.of("due", NullNode.instance)).due()).isNull();
    }

    @Test
    void takesAFieldInAFormOfTheHost() {
        Field<Task> loud = Field.<Task>of("loud", record -> TextNode.valueOf(record.title() + "!"))
                .inGroup("title");
        RecordType<Task> type = RecordType.builder("task", Task.class)
                .field(loud, (record, node) -> record.withTitle(node.asText().replace("!", "")))
                .id(Task::id)
                .blank(Task::new)
                .build();

        assertThat(type.field("loud").value(task)).isEqualTo(TextNode.valueOf("Call!"));
        assertThat(type.field("loud").group()).isEqualTo("title");
        assertThat(type.patch(task, Map.of("loud", TextNode.valueOf("Go!"))).title())
                .isEqualTo("Go");
    }

    @Test
    void refusesATypeWithoutAKnownForm() {
        assertThatThrownBy(() -> RecordType.builder("task", Task.class)
                        .field("when", BitSet.class, record -> new BitSet(), (record, bits) -> record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class " + Task.class.getName())
                .hasMessageContaining("'when'")
                .hasMessageContaining("java.util.BitSet")
                .hasMessageContaining("field(Field.of(name, read), put)");
    }

    @Test
    void asksForWhatIsMissing() {
        assertThatThrownBy(() -> RecordType.builder("task", Task.class).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("field(…)");
        assertThatThrownBy(() -> RecordType.builder("task", Task.class)
                        .field("title", String.class, Task::title, Task::withTitle)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("id(…)");
        assertThatThrownBy(() -> tasks().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blank(…) or codec(…)");
        assertThatThrownBy(() -> tasks().blank(Task::new)
                        .codec(record -> NullNode.instance, node -> new Task())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blank(…) or codec(…)");
    }

    @Test
    void refusesAFieldGivenTwice() {
        assertThatThrownBy(() -> tasks().field("title", String.class, Task::title, Task::withTitle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'title'");
    }

    @Test
    void namesTheFieldOfAWrongValueWithoutQuotingIt() {
        assertThatThrownBy(() -> tasks.patch(task, Map.of("due", TextNode.valueOf("secret"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'task'")
                .hasMessageContaining("'due'")
                .hasMessageContaining("LocalDate")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void keepsToItselfWhatTheHostsFunctionsSay() {
        RecordType<Task> type = tasks().codec(record -> NullNode.instance, node -> {
                    throw new IllegalStateException("secret");
                })
                .field(Field.of("loud", record -> NullNode.instance), (record, node) -> {
                    throw new IllegalStateException("secret");
                })
                .build();

        assertThatThrownBy(() -> type.decode(NullNode.instance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("codec")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> type.patch(task, Map.of("loud", TextNode.valueOf("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'loud'")
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    /** An immutable class that is not a record. */
    static final class Task {
        private final @Nullable String id;
        private final @Nullable String title;
        private final @Nullable LocalDate due;
        private final int minutes;
        private final List<String> tags;

        Task() {
            this(null, null, null, 0, List.of());
        }

        private Task(
                @Nullable String id, @Nullable String title, @Nullable LocalDate due, int minutes, List<String> tags) {
            this.id = id;
            this.title = title;
            this.due = due;
            this.minutes = minutes;
            this.tags = List.copyOf(tags);
        }

        @Nullable
        String id() {
            return id;
        }

        @Nullable
        String title() {
            return title;
        }

        @Nullable
        LocalDate due() {
            return due;
        }

        int minutes() {
            return minutes;
        }

        List<String> tags() {
            return tags;
        }

        Task withId(@Nullable String id) {
            return new Task(id, title, due, minutes, tags);
        }

        Task withTitle(@Nullable String title) {
            return new Task(id, title, due, minutes, tags);
        }

        Task withDue(@Nullable LocalDate due) {
            return new Task(id, title, due, minutes, tags);
        }

        Task withMinutes(int minutes) {
            return new Task(id, title, due, minutes, tags);
        }

        Task withTags(List<String> tags) {
            return new Task(id, title, due, minutes, tags);
        }
    }
}
