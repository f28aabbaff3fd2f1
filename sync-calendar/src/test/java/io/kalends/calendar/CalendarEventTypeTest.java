package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarEventTypeTest {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final CalendarEvent EVENT = CalendarEvent.builder("u1")
            .start(EventTime.parse("2026-03-01T10:00:00+01:00[Europe/Berlin]"))
            .build();

    @Property
    void readsEveryEventItWrote(@ForAll("events") CalendarEvent event) throws Exception {
        String text = JSON.writeValueAsString(TYPE.encode(event));

        assertThat(TYPE.decode(JSON.readTree(text))).isEqualTo(event);
    }

    @Property
    void copiesAllFieldsByPatching(@ForAll("events") CalendarEvent base, @ForAll("events") CalendarEvent other) {
        CalendarEvent from = other.toBuilder()
                .recurrence(base.isOccurrence() ? Recurrence.NONE : other.recurrence())
                .build();
        CalendarEvent patched = TYPE.patch(base, values(from));

        assertThat(values(patched)).isEqualTo(values(from));
        assertThat(patched.uid()).isEqualTo(base.uid());
        assertThat(patched.recurrenceId()).isEqualTo(base.recurrenceId());
        assertThat(patched.sequence()).isEqualTo(base.sequence());
        assertThat(patched.modifiedAt()).isEqualTo(base.modifiedAt());
    }

    @Property
    void changesNothingByPatchingNothing(@ForAll("events") CalendarEvent event) {
        assertThat(TYPE.patch(event, Map.of())).isEqualTo(event);
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return EventArbitraries.events();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | \"Budget\"",
                "description | \"Numbers\"",
                "description | {\"text\":\"Numbers\",\"html\":\"<b>Numbers</b>\"}",
                "location | \"Hall 2\"",
                "start | \"2026-03-01T09:00:00+01:00[Europe/Berlin]\"",
                "end | \"2026-03-01T11:00:00+01:00[Europe/Berlin]\"",
                "recurrence | {\"rules\":[\"FREQ=DAILY;COUNT=2\"],\"dates\":[\"2026-04-01T09:00:00Z\"]}",
                "status | \"CANCELLED\"",
                "attendees | [{\"address\":\"a@x.org\",\"name\":\"A\",\"role\":\"CHAIR\",\"response\":\"DECLINED\",\"kind\":\"ROOM\"}]",
                "organizer | {\"address\":\"a@x.org\",\"name\":\"A\"}",
                "availability | \"OUT_OF_OFFICE\"",
                "visibility | \"CONFIDENTIAL\"",
                "reminders | [{\"before\":\"PT15M\",\"method\":\"EMAIL\"}]",
                "categories | [\"work\"]",
                "colour | \"navy\"",
                "conference | {\"uri\":\"https://m/1\",\"kind\":\"meet\",\"label\":\"Join\",\"extra\":\"{}\"}",
                "links | [{\"uri\":\"https://x\",\"title\":\"X\"}]",
                "unknown | [{\"name\":\"X-A\",\"parameters\":{\"P\":[\"1\",\"2\"]},\"value\":\"v\"}]",
            })
    void putsAValueIntoItsFieldAloneAndTakesItOutAgain(String name, String json) throws Exception {
        JsonNode value = JSON.readTree(json);

        CalendarEvent patched = TYPE.patch(EVENT, Map.of(name, value));

        Map<String, JsonNode> expected = values(EVENT);
        expected.put(name, value);
        assertThat(values(patched)).isEqualTo(expected);
        assertThat(TYPE.patch(patched, Map.of(name, TYPE.field(name).value(EVENT))))
                .isEqualTo(EVENT);
    }

    @ParameterizedTest
    @CsvSource({
        "status, CONFIRMED",
        "availability, BUSY",
        "visibility, DEFAULT",
    })
    void givesAClearedChoiceItsDefault(String name, String initial) {
        CalendarEvent odd = EVENT.toBuilder()
                .status(EventStatus.TENTATIVE)
                .availability(Availability.FREE)
                .visibility(Visibility.PUBLIC)
                .build();

        CalendarEvent patched = TYPE.patch(odd, Map.of(name, NullNode.getInstance()));

        assertThat(TYPE.field(name).value(patched)).isEqualTo(TextNode.valueOf(initial));
    }

    @Test
    void dropsHtmlThatTheNewTextDoesNotBring() {
        CalendarEvent html = EVENT.toBuilder()
                .description("old")
                .htmlDescription("<b>old</b>")
                .build();

        CalendarEvent patched = TYPE.patch(html, Map.of("description", TextNode.valueOf("new")));

        assertThat(patched.description()).isEqualTo("new");
        assertThat(patched.htmlDescription()).isEmpty();
    }

    @Test
    void keepsAUidOutOfItsFields() {
        assertThat(TYPE.fields().stream().map(Field::name))
                .containsExactly(
                        "title",
                        "description",
                        "location",
                        "start",
                        "end",
                        "recurrence",
                        "status",
                        "attendees",
                        "organizer",
                        "availability",
                        "visibility",
                        "reminders",
                        "categories",
                        "colour",
                        "conference",
                        "links",
                        "unknown");
    }

    @Test
    void mergesStartEndAndRecurrenceAsOne() {
        assertThat(TYPE.fields().stream()
                        .filter(field -> field.group().equals(CalendarEvents.SCHEDULE))
                        .map(Field::name))
                .containsExactly("start", "end", "recurrence");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | [\"secret\"]",
                "start | \"secret\"",
                "start | null",
                "end | \"2026-03-01\"",
                "end | \"2020-03-01T10:00:00Z\"",
                "recurrence | {\"rules\":[\"secret\"]}",
                "recurrence | {\"rules\":\"secret\"}",
                "status | \"secret\"",
                "attendees | [{\"name\":\"secret\"}]",
                "organizer | {\"name\":\"secret\"}",
                "reminders | [{\"before\":\"secret\"}]",
                "conference | {\"label\":\"secret\"}",
                "links | [{\"title\":\"secret\"}]",
                "unknown | [{\"value\":\"secret\"}]",
                "price | \"secret\"",
            })
    void refusesAWrongFormWithoutQuotingIt(String name, String json) throws Exception {
        Map<String, JsonNode> values = Map.of(name, JSON.readTree(json));

        assertThatThrownBy(() -> TYPE.patch(EVENT, values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasStackTraceContaining(name)
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("secret"));
    }

    @Test
    void refusesAWrongInstantWithoutQuotingIt() throws Exception {
        JsonNode json = JSON.readTree("{\"uid\":\"u\",\"start\":\"2026-03-01\",\"modifiedAt\":\"secret\"}");

        assertThatThrownBy(() -> TYPE.decode(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("modifiedAt")
                .hasMessageNotContaining("secret");
    }

    @Test
    void identifiesAnOccurrenceByTheMomentWhateverItsZoneIsCalled() {
        CalendarEvent berlin = occurrence("2026-03-01T10:00:00+01:00[Europe/Berlin]");

        assertThat(TYPE.identity(berlin)).isEqualTo(TYPE.identity(occurrence("2026-03-01T09:00:00Z")));
        assertThat(TYPE.identity(berlin)).isNotEqualTo(TYPE.identity(occurrence("2026-03-01T10:00:00")));
        assertThat(TYPE.identity(berlin)).isNotEqualTo(TYPE.identity(occurrence("2026-03-01")));
    }

    @Test
    void givesAnOccurrenceTheIdentityOfItsSeriesAsParent() {
        assertThat(TYPE.parent(occurrence("2026-03-01T09:00:00Z"))).isEqualTo(TYPE.identity(EVENT));
        assertThat(TYPE.parent(EVENT)).isEmpty();
    }

    @Test
    void tellsWhenAnEventWasModified() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(TYPE.modifiedAt(EVENT.toBuilder().modifiedAt(at).build())).contains(at);
        assertThat(TYPE.modifiedAt(EVENT)).isEmpty();
    }

    private static CalendarEvent occurrence(String originalStart) {
        return CalendarEvent.builder("u1")
                .recurrenceId(EventTime.parse(originalStart))
                .build();
    }

    private static Map<String, JsonNode> values(CalendarEvent event) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        TYPE.fields().forEach(field -> values.put(field.name(), field.value(event)));
        return values;
    }
}
