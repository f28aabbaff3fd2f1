package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record type refuses, and that it never quotes a value. */
class DerivedRecordTypeErrorsTest {

    private final ObjectMapper json = new ObjectMapper();

    record AnyThing(String id, Object v) {}

    // Raw on purpose: that is what is refused.
    @SuppressWarnings("rawtypes")
    record RawList(String id, List v) {}

    // Raw on purpose: that is what is refused.
    @SuppressWarnings("rawtypes")
    record RawOptional(String id, Optional v) {}

    record Unbounded(String id, List<?> v) {}

    record Sequence(String id, CharSequence v) {}

    record Function(String id, Supplier<String> v) {}

    record Runner(String id, Runnable v) {}

    // An array on purpose: that is what is refused.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(String id, byte[] v) {}

    // An array on purpose: that is what is refused.
    @SuppressWarnings("ArrayRecordComponent")
    record Dates(String id, Date[] v) {}

    record ArrayInList(String id, List<String[]> v) {}

    // An array on purpose: that is what is refused.
    @SuppressWarnings("ArrayRecordComponent")
    record GenericArray(String id, List<String>[] v) {}

    record Mutable(String id, Date v) {}

    record Cyclic(String id, List<Cyclic> v) {}

    record Ring(String id, Link v) {}

    record Link(Optional<Ring> back) {}

    record Variable<T>(String id, T v) {}

    record GenericInside(String id, Variable<String> v) {}

    // Raw on purpose: that is what is refused.
    @SuppressWarnings("rawtypes")
    record GenericRaw(String id, Variable v) {}

    record OddKey(String id, Map<List<String>, String> v) {}

    record OptionalKey(String id, Map<Optional<String>, String> v) {}

    record Deep(String id, Middle v) {}

    record Middle(Map<String, Object> w) {}

    static Stream<Arguments> unsupported() {
        return Stream.of(
                Arguments.of(AnyThing.class, "'v'", "java.lang.Object can be anything"),
                Arguments.of(RawList.class, "'v'", "java.util.List is raw"),
                Arguments.of(RawOptional.class, "'v'", "java.util.Optional is raw"),
                Arguments.of(Unbounded.class, "'v'", "java.lang.Object can be anything"),
                Arguments.of(Sequence.class, "'v'", "java.lang.CharSequence is an interface"),
                Arguments.of(Function.class, "'v'", "is an interface"),
                Arguments.of(Runner.class, "'v'", "java.lang.Runnable is an interface"),
                Arguments.of(Bytes.class, "'v'", "byte[] is an array"),
                Arguments.of(Dates.class, "'v'", "java.util.Date[] is an array"),
                Arguments.of(ArrayInList.class, "'v'", "java.lang.String[] is an array"),
                Arguments.of(GenericArray.class, "'v'", "is an array"),
                Arguments.of(Mutable.class, "'v'", "java.util.Date has no known form"),
                Arguments.of(Cyclic.class, "'v'", "contains itself"),
                Arguments.of(Ring.class, "'v.back'", "contains itself"),
                Arguments.of(Variable.class, "'v'", "T is a type variable"),
                Arguments.of(GenericInside.class, "'v'", "is a generic record"),
                Arguments.of(GenericRaw.class, "'v'", "is a generic record"),
                Arguments.of(OddKey.class, "'v'", "has keys"),
                Arguments.of(OptionalKey.class, "'v'", "has keys"),
                Arguments.of(Deep.class, "'v.w'", "java.lang.Object can be anything"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    <R extends Record> void namesRecordComponentTypeAndRemedy(Class<R> type, String component, String why) {
        assertThatThrownBy(() -> RecordType.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record " + type.getName())
                .hasMessageContaining(component)
                .hasMessageContaining(why)
                .hasMessageContaining("RecordType.derive(" + type.getSimpleName() + ".class).value(");
    }

    record Nameless(String name) {}

    record TwoIds(@RecordId String a, @RecordId String b, String text) {}

    record OddId(List<String> id, String text) {}

    record LocalTimeOfChange(String id, String text, LocalDateTime modifiedAt) {}

    record NothingLeft(String id, Instant modifiedAt) {}

    record Empty() {}

    record Plain(String id, String title, LocalDate day, List<String> tags, int number) {}

    @Test
    void asksForAnId() {
        assertThatThrownBy(() -> RecordType.of(Nameless.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Nameless.class.getName())
                .hasMessageContaining("@RecordId")
                .hasMessageContaining("identity(…)");
    }

    @Test
    void asksWhichOfTwoIdsIsMeant() {
        assertThatThrownBy(() -> RecordType.of(TwoIds.class)).hasMessageContaining("[a, b]");
    }

    @Test
    void asksForAnIdThatIsOneText() {
        assertThatThrownBy(() -> RecordType.of(OddId.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.List<java.lang.String>")
                .hasMessageContaining("id(…)");
    }

    @Test
    void asksForAModificationTimeThatIsAnInstant() {
        assertThatThrownBy(() -> RecordType.of(LocalTimeOfChange.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.time.LocalDateTime")
                .hasMessageContaining("modifiedAt(…)");
    }

    @Test
    void asksForSomethingToSync() {
        assertThatThrownBy(() -> RecordType.of(NothingLeft.class)).hasMessageContaining("no component left");
        assertThatThrownBy(
                        () -> RecordType.derive(Empty.class).id(record -> "1").build())
                .hasMessageContaining("no component left");
    }

    @Test
    void asksForARecord() {
        assertThatThrownBy(() -> RecordType.of(Record.class)).hasMessageContaining("RecordType.builder");
    }

    @Test
    void asksForNamesThatExist() {
        assertThatThrownBy(
                        () -> RecordType.derive(Plain.class).group("g", "titel").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'titel'")
                .hasMessageContaining("[title, day, tags, number]");
        assertThatThrownBy(() -> RecordType.derive(Plain.class).key("id", "x").build())
                .hasMessageContaining("'id'");
        assertThatThrownBy(() -> RecordType.derive(Plain.class).without("titel").build())
                .hasMessageContaining("'titel'");
    }

    @Test
    void refusesAGroupThatBearsTheNameOfAnotherField() {
        assertThatThrownBy(() -> RecordType.derive(Plain.class)
                        .group("title", "day", "number")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group 'title'");
    }

    @Test
    void refusesAnOptionGivenTwice() {
        var builder = RecordType.derive(Plain.class)
                .name("a")
                .version(1)
                .id(Plain::id)
                .identity(Plain::id)
                .parent(Plain::id)
                .modifiedAt(plain -> null)
                .extent(plain -> null)
                .lookup(MethodHandles.lookup())
                .group("g", "title")
                .key("tags", JsonNode::asText)
                .value(BitSet.class, bits -> TextNode.valueOf(bits.toString()), node -> new BitSet());

        List<Runnable> again = List.of(
                () -> builder.name("b"),
                () -> builder.version(2),
                () -> builder.id(Plain::id),
                () -> builder.identity(Plain::id),
                () -> builder.parent(Plain::id),
                () -> builder.modifiedAt(plain -> null),
                () -> builder.extent(plain -> null),
                () -> builder.lookup(MethodHandles.lookup()),
                () -> builder.group("h", "title"),
                () -> builder.key("tags", "id"),
                () -> builder.value(BitSet.class, bits -> TextNode.valueOf(""), node -> new BitSet()));

        assertThat(again).allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void refusesNamesAndVersionsThatMakeNoSense() {
        assertThatThrownBy(() -> RecordType.derive(Plain.class).name(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordType.derive(Plain.class).name("n".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordType.derive(Plain.class).version(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatALookupDoesNotReachTheRecord() {
        assertThatThrownBy(() -> RecordType.derive(Plain.class)
                        .lookup(MethodHandles.publicLookup())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Plain.class.getName())
                .hasMessageContaining("MethodHandles.lookup()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"day\": \"secret\"} | 'day' | LocalDate",
                "{\"day\": 987654} | 'day' | text",
                "{\"title\": {\"secret\": 1}} | 'title' | text",
                "{\"tags\": \"secret\"} | 'tags' | an array",
                "{\"tags\": [{\"secret\": 1}]} | 'tags' | text",
                "{\"number\": \"secret\"} | 'number' | Integer",
                "{\"number\": 987654.5} | 'number' | Integer",
                "{\"number\": 98765432109} | 'number' | Integer",
                "{\"number\": 987654e999999999} | 'number' | Integer",
                "\"secret\" | a value | an object",
            })
    void namesWhereAValueHasTheWrongFormWithoutQuotingIt(String stored, String where, String expected)
            throws Exception {
        RecordType<Plain> type = RecordType.of(Plain.class);
        JsonNode node = json.readTree(stored);

        IllegalArgumentException thrown = catchThrowableOfType(IllegalArgumentException.class, () -> type.decode(node));

        assertThat(thrown)
                .hasMessageContaining("record type 'plain'")
                .hasMessageContaining(where)
                .hasMessageContaining(expected)
                .hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("secret").doesNotContain("98765");
    }

    @Test
    void namesAFieldToPatchThatItDoesNotHave() {
        RecordType<Plain> type = RecordType.of(Plain.class);
        Plain plain = new Plain("1", "secret", LocalDate.EPOCH, List.of(), 1);

        assertThatThrownBy(() -> type.patch(plain, Map.of("id", TextNode.valueOf("secret"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'id'")
                .hasMessageContaining("[title, day, tags, number]")
                .hasMessageNotContaining("secret");
    }

    @Test
    void patchesWithTheRightFormOnly() {
        RecordType<Plain> type = RecordType.of(Plain.class);
        Plain plain = new Plain("1", "secret", LocalDate.EPOCH, List.of(), 1);

        assertThatThrownBy(() -> type.patch(plain, Map.of("day", TextNode.valueOf("secret"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'day'")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Sized(String id, Outer v) {}

    record Outer(List<Size> sizes) {}

    @Test
    void listsTheConstantsThatItKnows() throws Exception {
        RecordType<Sized> type = RecordType.of(Sized.class);
        JsonNode node = json.readTree("{\"id\": \"1\", \"v\": {\"sizes\": [\"secret\"]}}");

        assertThatThrownBy(() -> type.decode(node))
                .hasMessageContaining("'v.sizes'")
                .hasMessageContaining("[SMALL, LARGE]")
                .hasMessageNotContaining("secret");
    }

    record Picky(String id, String text) {
        Picky {
            if (text.equals("secret")) {
                throw new IllegalStateException("not " + text);
            }
        }
    }

    @Test
    void saysWhereTheConstructorThrewWithoutItsMessage() {
        RecordType<Picky> type = RecordType.of(Picky.class);

        assertThatThrownBy(() -> type.patch(new Picky("1", "a"), Map.of("text", TextNode.valueOf("secret"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Picky.class.getName())
                .hasMessageContaining("java.lang.IllegalStateException at DerivedRecordTypeErrorsTest.java:")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    record Loud(String id, String text) {
        @Override
        public String text() {
            throw new IllegalStateException("secret");
        }
    }

    @Test
    void saysWhichAccessorThrewWithoutItsMessage() {
        RecordType<Loud> type = RecordType.of(Loud.class);

        assertThatThrownBy(() -> type.encode(new Loud("1", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component 'text'")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    record Handed(String id, Set<BitSet> v) {}

    @Test
    void keepsTheMessageOfAReaderGivenByHandToItself() throws Exception {
        RecordType<Handed> type = RecordType.derive(Handed.class)
                .value(BitSet.class, bits -> TextNode.valueOf("bits"), node -> {
                    throw new IllegalStateException(node.asText());
                })
                .build();
        JsonNode node = json.readTree("{\"id\": \"1\", \"v\": [\"secret\"]}");

        assertThatThrownBy(() -> type.decode(node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'v'")
                .hasMessageContaining("BitSet")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
