package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.Fingerprints;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of values (as JSON) that must or must not have one fingerprint. */
class CanonicalFieldsTest {

    private final Fingerprints fingerprints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | \"Caf\\u00e9\" | \"Cafe\\u0301\"",
                "title | \" Budget \" | \"Budget\"",
                "title | \"\" | \"  \"",
                "location | \"Hall\\r\\nFloor 2\" | \"Hall  \\nFloor 2\\n\"",
                "description | \"a\\r\\nb\\rc\" | \"a\\nb\\nc\\n\\n\"",
                "description | \"a\" | {\"text\":\"a \",\"html\":\"<p>a</p>\"}",
                "description | {\"text\":\"a\",\"html\":\"<b>a</b>\"} | {\"text\":\"a\",\"html\":\"<p>a</p>\"}",
                "start | \"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:00Z[UTC]\"",
                "start | \"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:00Z[Etc/UTC]\"",
                "start | \"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:00Z[GMT]\"",
                "start | \"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:00+00:00[Etc/Greenwich]\"",
                "start | \"2026-03-01T10:00:00+05:30[Asia/Calcutta]\" | \"2026-03-01T10:00:00+05:30[Asia/Kolkata]\"",
                "start | \"2026-03-01T10:00:00-05:00[US/Eastern]\" | \"2026-03-01T10:00:00-05:00[America/New_York]\"",
                "start | \"2026-03-01T10:00:00+01:00\" | \"2026-03-01T10:00:00+01:00[Etc/GMT-1]\"",
                "end | \"2026-07-01T10:00:00+01:00[Europe/Berlin]\" | \"2026-07-01T10:00:00+02:00[Europe/Berlin]\"",
                "recurrence | {\"rules\":[\"FREQ=WEEKLY;BYDAY=MO,TU\"]} | {\"rules\":[\"INTERVAL=1;BYDAY=TU,MO;FREQ=WEEKLY\"]}",
                "recurrence | {\"rules\":[\"FREQ=DAILY\",\"FREQ=YEARLY\"]} | {\"rules\":[\"FREQ=YEARLY\",\"FREQ=DAILY\"]}",
                "recurrence | {\"dates\":[\"2026-03-01T09:00:00Z\"]} | {\"dates\":[\"2026-03-01T10:00:00+01:00[Europe/Berlin]\"]}",
                "recurrence | {\"rules\":[]} | null",
                "attendees | [{\"address\":\"a@x.org\"},{\"address\":\"b@x.org\"}]"
                        + " | [{\"address\":\"MAILTO:B@x.ORG\"},{\"address\":\"A@X.org\",\"role\":\"REQUIRED\"}]",
                "organizer | {\"address\":\"a@x.org\",\"name\":\"Ada\"} | {\"name\":\"Ada \",\"address\":\"mailto:A@x.org\"}",
                "reminders | [{\"before\":\"PT15M\"},{\"before\":\"PT1H\",\"method\":\"EMAIL\"}]"
                        + " | [{\"before\":\"PT60M\",\"method\":\"EMAIL\"},{\"before\":\"PT900S\",\"method\":\"DISPLAY\"}]",
                "categories | [\"b\",\"a\",\"b\"] | [\"a\",\" b \",\"\"]",
                "categories | [\"\"] | null",
                "colour | \"Navy\" | \"navy\"",
                "colour | \"#00FFAA\" | \"#00ffaa\"",
                "conference | {\"uri\":\"https://m/1\",\"kind\":\"meet\",\"extra\":\"{}\"} | {\"uri\":\" https://m/1\",\"label\":\"Join\"}",
                "links | [{\"uri\":\"u\"},{\"uri\":\"v\",\"title\":\"V\"}] | [{\"title\":\"V \",\"uri\":\"v\"},{\"uri\":\"u\",\"title\":\"\"}]",
                "unknown | [{\"name\":\"X-A\",\"parameters\":{\"p\":[\"1\"]},\"value\":\"1\"},{\"name\":\"X-B\",\"value\":\"2\"}]"
                        + " | [{\"name\":\"x-b\",\"value\":\"2\"},{\"name\":\"x-a\",\"parameters\":{\"P\":[\"1\"]},\"value\":\"1\"}]",
            })
    void areEqual(String field, String one, String other) throws Exception {
        assertThat(print(field, one)).isEqualTo(print(field, other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title | \"Budget\" | \"budget\"",
                "title | \"a b\" | \"a  b\"",
                "title | \"null\" | null",
                "description | \"a\\nb\" | \"a\\n\\nb\"",
                "description | {\"html\":\"<p>a</p>\"} | null",
                "start | \"2026-03-01\" | \"2026-03-01T00:00:00\"",
                "start | \"2026-03-01T10:00:00\" | \"2026-03-01T10:00:00Z\"",
                "start | \"2026-03-01T09:00:00Z\" | \"2026-03-01T10:00:00+01:00[Europe/Berlin]\"",
                "start | \"2026-03-01T10:00:00+01:00[Europe/Oslo]\" | \"2026-03-01T10:00:00+01:00[Europe/Berlin]\"",
                "start | \"2026-03-01T10:00:00Z\" | \"2026-03-01T10:00:00Z[Europe/London]\"",
                "start | \"2026-10-25T02:30:00+02:00[Europe/Berlin]\" | \"2026-10-25T02:30:00+01:00[Europe/Berlin]\"",
                "recurrence | {\"rules\":[\"FREQ=WEEKLY;WKST=SU\"]} | {\"rules\":[\"FREQ=WEEKLY\"]}",
                "recurrence | {\"rules\":[\"FREQ=DAILY;COUNT=2\"]} | {\"rules\":[\"FREQ=DAILY;COUNT=3\"]}",
                "recurrence | {\"dates\":[\"2026-03-01\"]} | {\"dates\":[\"2026-03-02\"]}",
                "status | \"CONFIRMED\" | \"TENTATIVE\"",
                "status | \"CONFIRMED\" | null",
                "availability | \"BUSY\" | \"FREE\"",
                "visibility | \"DEFAULT\" | \"PUBLIC\"",
                "attendees | [{\"address\":\"a@x.org\"}] | [{\"address\":\"a@x.org\",\"response\":\"ACCEPTED\"}]",
                "attendees | [{\"address\":\"a@x.org\"}] | [{\"address\":\"a@y.org\"}]",
                "organizer | {\"address\":\"a@x.org\"} | {\"address\":\"b@x.org\"}",
                "reminders | [{\"before\":\"PT15M\"}] | [{\"before\":\"-PT15M\"}]",
                "reminders | [{\"before\":\"PT15M\"}] | [{\"before\":\"PT15M\",\"method\":\"EMAIL\"}]",
                "categories | [\"a\"] | [\"a\",\"b\"]",
                "colour | \"navy\" | \"red\"",
                "conference | {\"uri\":\"https://m/1\"} | {\"uri\":\"https://m/2\"}",
                "conference | {\"extra\":\"{\\\"id\\\":1}\"} | {\"extra\":\"{\\\"id\\\":2}\"}",
                "links | [{\"uri\":\"u\"}] | [{\"uri\":\"u\",\"title\":\"U\"}]",
                "unknown | [{\"name\":\"X-A\",\"value\":\"1\"}] | [{\"name\":\"X-A\",\"value\":\"1 \"}]",
                "unknown | [{\"name\":\"X-A\",\"value\":\"1\"}] | [{\"name\":\"X-A\",\"parameters\":{\"P\":[\"1\"]},\"value\":\"1\"}]",
            })
    void differ(String field, String one, String other) throws Exception {
        assertThat(print(field, one)).isNotEqualTo(print(field, other));
    }

    @Property
    void areTheirOwnForm(@ForAll("events") CalendarEvent event) {
        for (Field<CalendarEvent> field : CalendarEvents.type().fields()) {
            JsonNode form = field.canonical().apply(field.value(event));

            assertThat(field.canonical().apply(form)).as(field.name()).isEqualTo(form);
        }
    }

    @Provide
    Arbitrary<CalendarEvent> events() {
        return EventArbitraries.events();
    }

    private FieldState print(String field, String json) throws Exception {
        return fingerprints.of(CalendarEvents.type().field(field), new ObjectMapper().readTree(json));
    }
}
