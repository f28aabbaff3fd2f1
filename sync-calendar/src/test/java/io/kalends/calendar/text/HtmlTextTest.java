package io.kalends.calendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"<b>now</b>", "a<br>b", "Q&amp;A", "&#8364;", "&#x20AC;"})
    void knowsMarkup(String text) {
        assertThat(HtmlText.isMarkup(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b > c", "Q&A", "", "1 <2> 3", "&; &#;"})
    void takesNoPlainTextForMarkup(String text) {
        assertThat(HtmlText.isMarkup(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "<b>now</b>, now",
        "Q&amp;A, Q&A",
        "&#8364; &#x20AC;, € €",
        "&unheard;, &unheard;",
        "&#x110000;, &#x110000;",
        "a&nbsp;b, a b"
    })
    void readsWhatTheMarkupSays(String html, String text) {
        assertThat(HtmlText.plain(html)).isEqualTo(text);
    }

    @Test
    void endsALineWhereABreakOrAParagraphDoes() {
        assertThat(HtmlText.plain("<p>one</p>two<br/>three")).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void sendsTheMarkupWhileItSaysWhatTheTextSays() {
        assertThat(HtmlText.description("now", "<b>now</b>")).isEqualTo("<b>now</b>");
        assertThat(HtmlText.description("later", "<b>now</b>")).isEqualTo("later");
    }

    @Test
    void escapesTextThatWouldBeShownOtherwiseThanItReads() {
        assertThat(HtmlText.description("press <enter> & wait", "")).isEqualTo("press &lt;enter&gt; &amp; wait");
        assertThat(HtmlText.description("a < b", "")).isEqualTo("a < b");
    }
}
