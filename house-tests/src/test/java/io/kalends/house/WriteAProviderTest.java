package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on providers shows the example as it is compiled and tested. */
class WriteAProviderTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE = Pattern.compile("(?s)<!-- quoted from (\\S+) -->\\n```java\\n(.*?)```");

    @Test
    void quotesTheExampleAsItIs() throws IOException {
        Matcher quotes = QUOTE.matcher(Files.readString(ROOT.resolve("docs/write-a-provider.md")));
        int found = 0;
        while (quotes.find()) {
            found++;
            assertThat(Files.readString(ROOT.resolve(quotes.group(1))))
                    .as(quotes.group(1))
                    .contains(quotes.group(2).strip());
        }
        assertThat(found).isEqualTo(3);
    }

    @Test
    void isAboutLessThanFourHundredLinesOfCode() throws IOException {
        List<String> code = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples/csv-provider/src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(code::add);
            }
        }
        assertThat(code).hasSizeLessThan(400);
    }
}
