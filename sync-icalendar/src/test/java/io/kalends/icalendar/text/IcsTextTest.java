package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcsTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "a\\\\b, a\\b",
                "a\\;b, a;b",
                "`a\\,b`, `a,b`",
                "a\\:b, a:b",
                "a\\\"b, a\"b",
                "a\\qb, a\\qb",
                "C:\\\\new, C:\\new",
                "a\\\\\\;b, a\\;b",
                "ends\\, ends\\",
                "\\\\, \\",
                "a:b\"c, a:b\"c",
                "``, ``"
            })
    void readsEscapesAndToleratesForeignOnes(String raw, String text) {
        assertThat(IcsText.unescape(raw)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\nb", "a\\Nb"})
    void readsLineBreaksOfEitherCase(String raw) {
        assertThat(IcsText.unescape(raw)).isEqualTo("a\nb");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"a\\b, a\\\\b", "a;b, a\\;b", "`a,b`, `a\\,b`", "a:b, a:b", "a\"b, a\"b", "é€😀, é€😀"})
    void escapesOnlyWhatMustBe(String text, String raw) {
        assertThat(IcsText.escape(text)).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb"})
    void writesEveryLineBreakAsOneEscape(String text) {
        assertThat(IcsText.escape(text)).isEqualTo("a\\nb");
    }

    @Test
    void leavesOutControlCharactersButTab() {
        assertThat(IcsText.escape("a\0b\u000Bc\u001Bd\u007Fe\tf")).isEqualTo("abcde\tf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\", "\\n", "a\\\\n", "one\ntwo", ";,:\"\\", "\\,", "é\n😀;\\N"})
    void readsBackWhatItEscaped(String text) {
        assertThat(IcsText.unescape(IcsText.escape(text))).isEqualTo(text);
    }

    @Test
    void splitsListsAtCommasThatAreNotEscaped() {
        assertThat(IcsText.split("a,b\\,c,,\\\\,d\\")).containsExactly("a", "b\\,c", "", "\\\\", "d\\");
    }

    @Test
    void findsNoItemInAnEmptyList() {
        assertThat(IcsText.split("")).isEmpty();
    }

    @Test
    void readsBackAListOfTexts() {
        List<String> items = List.of("a,b", "c\\", "d;e", "f\ng");
        assertThat(ContentLine.of("CATEGORIES", IcsText.escapeAll(items)).texts())
                .isEqualTo(items);
    }
}
