package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

    private static final Field<JsonNode> TITLE = Field.of("title", node -> node);
    private static final Field<JsonNode> LINES = Field.<JsonNode>of("lines", node -> node)
            .keyedBy(line -> line.path("id").asText());

    /** Of {@code {"a": "text", "b": [1, true]}} in field title under key 1. */
    private static final long STORED = -8763927060843894280L;

    private final ObjectMapper json = new ObjectMapper();
    private final Fingerprints prints = new Fingerprints(key(1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": 2} | {\"b\": 2, \"a\": 1}",
                "{\"a\": {\"x\": 1, \"y\": 2}} | {\"a\": {\"y\": 2, \"x\": 1}}",
                "{\"a\": 1, \"b\": null} | {\"a\": 1}",
                "{\"a\": 1, \"b\": \"\"} | {\"a\": 1, \"b\": []}",
                "1 | 1.0",
                "10 | 1e1",
                "0 | 0.00",
                "0 | -0.0",
            })
    void areEqualForWhatMeansTheSame(String one, String other) throws Exception {
        assertThat(of(TITLE, one)).isEqualTo(of(TITLE, other)).isInstanceOf(FieldState.Print.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\" | \"b\"",
                "\"1\" | 1",
                "\"true\" | true",
                "[\"a\", \"b\"] | [\"b\", \"a\"]",
                "[\"a\", \"b\"] | [\"ab\"]",
                "[[\"a\"], \"b\"] | [[\"a\", \"b\"]]",
                "[\"a\", null] | [\"a\"]",
                "{\"a\": \"b\"} | {\"b\": \"a\"}",
                "{\"a\": \"b\"} | [\"a\", \"b\"]",
                "{\"a\": {\"b\": 1}, \"c\": 2} | {\"a\": {\"b\": 1, \"c\": 2}}",
                "\"a\" | [\"a\"]",
                "1 | 10",
            })
    void differForWhatMeansSomethingElse(String one, String other) throws Exception {
        assertThat(of(TITLE, one)).isNotEqualTo(of(TITLE, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "[]", "{}"})
    void knowNoDifferenceBetweenFormsOfEmpty(String empty) throws Exception {
        assertThat(of(TITLE, empty)).isEqualTo(FieldState.empty());
        assertThat(of(LINES, empty)).isEqualTo(FieldState.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "\" \"", "[null]"})
    void takeAValueThatIsThereForMoreThanEmpty(String value) throws Exception {
        assertThat(of(TITLE, value)).isInstanceOf(FieldState.Print.class);
    }

    @Test
    void areEmptyWhereTheCanonicalFormIs() throws Exception {
        Field<JsonNode> trimmed =
                TITLE.comparedAs(node -> TextNode.valueOf(node.asText().strip()));

        assertThat(of(trimmed, "\"  \"")).isEqualTo(FieldState.empty());
    }

    @Test
    void areMadeOfTheCanonicalForm() throws Exception {
        Field<JsonNode> trimmed =
                TITLE.comparedAs(node -> TextNode.valueOf(node.asText().strip()));

        assertThat(of(trimmed, "\" a \"")).isEqualTo(of(TITLE, "\"a\""));
    }

    @Test
    void differByTheFieldsName() throws Exception {
        assertThat(of(TITLE, "\"a\"")).isNotEqualTo(of(Field.<JsonNode>of("notes", node -> node), "\"a\""));
    }

    @Test
    void differByTheKey() throws Exception {
        FieldState under = new Fingerprints(key(2)).of(TITLE, json.readTree("\"a\""));

        assertThat(under).isNotEqualTo(of(TITLE, "\"a\""));
    }

    @Test
    void areTheSameInEveryInstanceAndRelease() throws Exception {
        // A store keeps these numbers: if this row changes, every link of every host is re-based.
        assertThat(of(TITLE, "{\"b\": [1, true], \"a\": \"text\"}")).isEqualTo(FieldState.print(STORED));
        assertThat(new Fingerprints(key(1)).of(TITLE, json.readTree("{\"a\": \"text\", \"b\": [1, true]}")))
                .isEqualTo(FieldState.print(STORED));
    }

    @Test
    void changeForTheElementThatChanged() throws Exception {
        FieldState.Elements before = elements("[{\"id\": \"1\", \"n\": 1}, {\"id\": \"2\", \"n\": 2}]");
        FieldState.Elements after = elements("[{\"id\": \"1\", \"n\": 1}, {\"id\": \"2\", \"n\": 3}]");

        long first = prints.text("lines", "1");
        long second = prints.text("lines", "2");
        assertThat(after.prints().keySet())
                .isEqualTo(before.prints().keySet())
                .containsExactlyInAnyOrder(first, second);
        assertThat(after.prints().get(first)).isEqualTo(before.prints().get(first));
        assertThat(after.prints().get(second)).isNotEqualTo(before.prints().get(second));
    }

    @Test
    void doNotMindTheOrderOfKeyedElements() throws Exception {
        assertThat(elements("[{\"id\": \"1\"}, {\"id\": \"2\"}]"))
                .isEqualTo(elements("[{\"id\": \"2\"}, {\"id\": \"1\"}]"));
    }

    @Test
    void leaveFieldsUnknownThatTheSideDidNotTell() {
        RecordType<Note> type = RecordType.of(Note.class);

        FieldStates states = prints.of(type, new Note("1", "a", ""), Set.of("title"));

        assertThat(states.names()).containsExactly("text", "title");
        assertThat(states.get("title")).isEqualTo(FieldState.unknown());
        assertThat(states.get("text")).isEqualTo(FieldState.empty());
    }

    @Test
    void coverTheStatesOfTheNamedFieldsOnly() throws Exception {
        FieldState a = of(TITLE, "\"a\"");
        FieldStates one = FieldStates.none().with(states("title", a), Set.of("title"));
        FieldStates more = one.with(states("notes", a), Set.of("notes"));

        assertThat(prints.over(more, List.of("title"))).isEqualTo(prints.over(one, List.of("title")));
        assertThat(prints.over(more, List.of("title", "notes")))
                .isNotEqualTo(prints.over(one, List.of("title", "notes")));
    }

    @Test
    void tellEmptyFromUnknown() {
        assertThat(prints.over(states("title", FieldState.empty()), List.of("title")))
                .isNotEqualTo(prints.over(states("title", FieldState.unknown()), List.of("title")));
    }

    @Test
    void tellTheKindsOfTextApart() {
        assertThat(prints.text("origin", "a")).isNotEqualTo(prints.text("identity", "a"));
        assertThat(prints.text("ab", "c")).isNotEqualTo(prints.text("a", "bc"));
    }

    @Test
    void refuseAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new Fingerprints(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fingerprint key has 32 bytes, not 16");
    }

    record Note(String id, String title, String text) {}

    private FieldState of(Field<JsonNode> field, String value) throws JsonProcessingException {
        return prints.of(field, json.readTree(value));
    }

    private FieldState.Elements elements(String value) throws JsonProcessingException {
        return (FieldState.Elements) of(LINES, value);
    }

    private static FieldStates states(String field, FieldState state) {
        return FieldStates.of(Map.of(field, state));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[Fingerprints.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
