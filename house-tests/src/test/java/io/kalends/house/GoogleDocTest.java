package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.provider.google.GoogleProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/providers/google.md} shows what the quickstart runs, and every option that there is. */
class GoogleDocTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES =
            ROOT.resolve("examples/quickstart/src/main/java/io/kalends/examples/quickstart/google");
    private static final Path OPTIONS =
            ROOT.resolve("sync-provider-google/src/main/java/io/kalends/provider/google/internal/GoogleOptions.java");

    @Test
    void quotesWhatIsCompiledHere() throws IOException {
        List<String> quotes = all("(?s)```java\\n(.*?)```", doc());

        assertThat(quotes).hasSizeGreaterThan(4);
        assertThat(sources().flatMap(GoogleDocTest::regions)).containsAll(quotes);
    }

    @Test
    void namesEveryOption() throws IOException {
        List<String> options = all("\"(google\\.\\w+)\"", Files.readString(OPTIONS));

        assertThat(options).hasSizeGreaterThan(2);
        assertThat(all("\\| `(google\\.\\w+)`", doc())).containsExactlyInAnyOrderElementsOf(options);
    }

    @Test
    void namesEveryScopeThatIsAskedFor() throws IOException {
        List<String> scopes = GoogleProvider.oauth().scopes().stream()
                .map(scope -> "| `" + scope.substring(scope.lastIndexOf('/') + 1) + "`")
                .toList();

        assertThat(doc()).contains(scopes);
    }

    private static String doc() throws IOException {
        return Files.readString(ROOT.resolve("docs/providers/google.md"));
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList().stream().map(GoogleDocTest::read);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> regions(String source) {
        return all("(?s)// begin \\w+\\n(.*?)\\n *// end", source).stream();
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).stripIndent().strip())
                .toList();
    }
}
