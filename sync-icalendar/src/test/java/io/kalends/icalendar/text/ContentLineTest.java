package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLineTest {

    @Nested
    class Read {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "SUMMARY:Lunch|SUMMARY||Lunch",
                    "summary:Lunch|SUMMARY||Lunch",
                    "SUMMARY :Lunch|SUMMARY||Lunch",
                    "SUMMARY:a:b;c=d|SUMMARY||a:b;c=d",
                    "SUMMARY;LANGUAGE=de:Essen|SUMMARY|de|Essen",
                    "SUMMARY;language=de:Essen|SUMMARY|de|Essen",
                    "SUMMARY;LANGUAGE=:Essen|SUMMARY|``|Essen",
                    "SUMMARY;LANGUAGE=\"de:CH;x,y\":Essen|SUMMARY|de:CH;x,y|Essen",
                    "SUMMARY;LANGUAGE=d\"e:f\"g:Essen|SUMMARY|d\"e:f\"g|Essen",
                    "SUMMARY;LANGUAGE=\"de:Essen|SUMMARY|\"de|Essen",
                    "SUMMARY;X=1;LANGUAGE=de;Y=2:Essen|SUMMARY|de|Essen",
                    "SUMMARY;LANGUAGE=a^nb^^c^'d^xe^:Essen|SUMMARY|`a\nb^c\"d^xe^`|Essen",
                    "SUMMARY;ENCODING;LANGUAGE=de:Essen|SUMMARY|de|Essen",
                    "X-A_B.C-1:v|X-A_B.C-1||v"
                })
        void takesNameParameterAndValueApart(String text, String name, String language, String value) {
            ContentLine line = Feeds.line(text);

            assertThat(line.name()).isEqualTo(name);
            assertThat(line.parameter("LANGUAGE").orElse(null)).isEqualTo(language);
            assertThat(line.value()).isEqualTo(value == null ? "" : value);
        }

        @Test
        void keepsAllValuesOfAParameter() {
            ContentLine line =
                    Feeds.line("ATTENDEE;MEMBER=\"mailto:a@x.org\",\"mailto:b@x.org\";RSVP=TRUE:mailto:c@x.org");

            assertThat(line.parameters())
                    .containsExactly(
                            IcsParameter.of("MEMBER", "mailto:a@x.org", "mailto:b@x.org"),
                            IcsParameter.of("RSVP", "TRUE"));
        }

        @Test
        void knowsAParameterWithoutValue() {
            assertThat(Feeds.line("TEL;HOME:1").parameters()).containsExactly(new IcsParameter("HOME", List.of()));
        }

        @Test
        void takesAWindowsZoneNameThatNobodyQuoted() {
            ContentLine line = Feeds.line("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260105T090000");

            assertThat(line.tzid()).contains("(UTC+01:00) Amsterdam, Berlin");
            assertThat(line.value()).isEqualTo("20260105T090000");
        }

        @Test
        void findsNoZoneInAnEmptyParameter() {
            assertThat(Feeds.line("DTSTART;TZID=:20260105T090000").tzid()).isEmpty();
        }

        @Test
        void countsPhysicalLines() {
            assertThat(Feeds.line("SUMMARY:x").number()).isEqualTo(4);
        }

        @Test
        void givesTextAndTexts() {
            ContentLine line = Feeds.line("CATEGORIES:a\\,b,c\\nd");

            assertThat(line.text()).isEqualTo("a,b,c\nd");
            assertThat(line.texts()).containsExactly("a,b", "c\nd");
        }
    }

    @Nested
    class Written {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "de|N;P=de:v",
                    "``|N;P=:v",
                    "a:b|N;P=\"a:b\":v",
                    "a;b|N;P=\"a;b\":v",
                    "a,b|N;P=\"a,b\":v",
                    "` a`|N;P=\" a\":v",
                    "a^b|N;P=a^^b:v",
                    "a\"b|N;P=a^'b:v",
                    "`a\nb`|N;P=a^nb:v",
                    "(UTC+01:00) Berlin|N;P=\"(UTC+01:00) Berlin\":v"
                })
        void quotesAndEncodesParameters(String parameter, String written) {
            ContentLine line = ContentLine.of("n", "v", IcsParameter.of("p", parameter));

            assertThat(line.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(written + "\r\n");
            assertThat(Feeds.line(written).parameter("P")).contains(parameter);
        }

        @Test
        void joinsSeveralValues() {
            ContentLine line =
                    ContentLine.of("N", "v", IcsParameter.of("P", "a", "b:c"), new IcsParameter("Q", List.of()));

            assertThat(line.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("N;P=a,\"b:c\";Q:v\r\n");
        }

        @Test
        void keepsParametersWhenTheValueChanges() {
            ContentLine line = Feeds.line("SUMMARY;LANGUAGE=de;X=\"1:2\":alt").withValue("neu");

            assertThat(line.bytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("SUMMARY;LANGUAGE=de;X=\"1:2\":neu\r\n");
        }

        @Test
        void replacesOneParameter() {
            ContentLine line = Feeds.line("ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:a@x.org")
                    .withParameter(IcsParameter.of("PARTSTAT", "ACCEPTED"));

            assertThat(line.parameters())
                    .containsExactly(IcsParameter.of("RSVP", "TRUE"), IcsParameter.of("PARTSTAT", "ACCEPTED"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\r\nATTENDEE:mailto:eve@x.org", "a\nb", "a\rb", "a\0b"})
        void refusesAValueThatWouldBeginAnotherLine(String value) {
            assertThatThrownBy(() -> ContentLine.of("SUMMARY", value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("eve");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "A B", "A:B", "A;B", "Ä"})
        void refusesANameThatIsNone(String name) {
            assertThatThrownBy(() -> ContentLine.of(name, "v")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ContentLine.of("N", "v", IcsParameter.of(name, "x")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void escapesTextOnItsOwn() {
            assertThat(ContentLine.ofText("SUMMARY", "a,b\nc").value()).isEqualTo("a\\,b\\nc");
        }
    }

    @Test
    void showsNoContentAsText() {
        ContentLine line = Feeds.line("ATTENDEE;CN=Alice:mailto:alice@x.org");

        assertThat(line.toString() + line.parameters() + ContentLine.ofText("SUMMARY", "secret"))
                .isEqualTo("ATTENDEE (line 4)[CN]SUMMARY (new)");
    }
}
