package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/testing.md} names tests that exist, for every scenario and every failure. */
class TestingDocTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        Map<String, String> sources = testSources();
        Matcher named = NAMED.matcher(doc());
        List<String> missing = new ArrayList<>();
        int found = 0;
        while (named.find()) {
            found++;
            String source = sources.getOrDefault(named.group(1), "");
            if (!Pattern.compile(" " + named.group(2) + "\\(").matcher(source).find()) {
                missing.add(named.group());
            }
        }

        assertThat(found).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void leavesNoScenarioNoFailureAndNothingFoundOutsideOut() throws IOException {
        String doc = doc();
        int failures = doc.indexOf("### Failures of real tools");
        int outside = doc.indexOf("## Found outside");

        assertThat(rows(doc.substring(0, failures)))
                .isEqualTo(IntStream.rangeClosed(1, 21).boxed().toList());
        assertThat(rows(doc.substring(failures, outside)))
                .isEqualTo(IntStream.rangeClosed(1, 18).boxed().toList());
        assertThat(rows(doc.substring(outside))).isSorted();
        assertThat(new TreeSet<>(rows(doc.substring(outside))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 43).boxed().toList());
    }

    private static String doc() throws IOException {
        return Files.readString(ROOT.resolve("docs/testing.md"));
    }

    private static List<Integer> rows(String part) {
        return Pattern.compile("(?m)^\\| (\\d+)[a-e]? \\|.*`\\w+#\\w+`")
                .matcher(part)
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .distinct()
                .toList();
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("examples"))) {
            try (Stream<Path> modules = Files.list(folder)) {
                for (Path module : modules.map(path -> path.resolve("src/test/java"))
                        .filter(Files::isDirectory)
                        .toList()) {
                    read(module, sources);
                }
            }
        }
        return sources;
    }

    private static void read(Path module, Map<String, String> sources) throws IOException {
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }
}
