package io.kalends.provider.ics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is called, after the UID of what stands in it. */
class FileNamesTest {

    private final FileNames names = new FileNames(Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"a", "1E4F-0A@example.org", "abc.def_1", "com10", "console", "nul-1"})
    void isTheUidWhereThatIsAName(String uid) {
        assertThat(names.of(uid)).isEqualTo(uid + ".ics");
    }

    static Stream<String> strange() {
        return Stream.of(
                "#1",
                "#",
                ".",
                "..",
                "...",
                ".hidden",
                "a.",
                "a...",
                "a ",
                " a",
                "a/b",
                "..\\b",
                "CON",
                "con.x",
                "Aux",
                "nul",
                "COM1",
                "lpt9.ics",
                "über",
                "会议",
                "\uD83D\uDCC5",
                "x".repeat(5000),
                "a:b",
                "a\tb",
                "CON ",
                "*?<>|");
    }

    @ParameterizedTest
    @MethodSource("strange")
    void isOneThatEveryDiskTakesWhateverTheUid(String uid) {
        assertThat(names.of(uid))
                .endsWith(".ics")
                .hasSizeLessThanOrEqualTo(120)
                .matches("[A-Za-z0-9@_-][A-Za-z0-9@._-]*")
                .doesNotMatch("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
        assertThat(names.of(uid).replaceFirst("\\.ics$", "")).isNotEmpty().doesNotEndWith(".");
    }

    @Test
    void isSharedByNoTwoUids() {
        assertThat(strange().map(uid -> names.of(uid).toLowerCase(Locale.ROOT)).distinct())
                .hasSize((int) strange().count());
    }

    @Test
    void differsNotByCaseAlone() {
        assertThat(names.of("Abc")).isEqualTo("Abc.ics");
        assertThat(names.of("abc")).isNotEqualToIgnoringCase("Abc.ics").startsWith("abc-");
        assertThat(names.of("Abc")).isEqualTo("Abc.ics");
    }

    @Test
    void isNotThatOfAnythingInTheFolder() {
        FileNames beside = new FileNames(Set.of("a.ics", FileNames.lower(names.of("#1"))));

        assertThat(beside.of("a")).startsWith("a-");
        assertThat(beside.of("#1")).isNotEqualToIgnoringCase(names.of("#1"));
    }
}
