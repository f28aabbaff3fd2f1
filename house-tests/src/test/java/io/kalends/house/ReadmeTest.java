package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows what compiles, and its two commands are one line each. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void quotesTheExampleThatIsCompiledHere() throws IOException {
        String source = Files.readString(
                ROOT.resolve("examples/quickstart/src/main/java/io/kalends/examples/quickstart/TwentyLines.java"));
        Matcher quoted = Pattern.compile("(?s)// begin\\n(.*?)\\s*// end").matcher(source);
        assertThat(quoted.find()).as("the part of the example that is quoted").isTrue();

        assertThat(block("java")).isEqualTo(quoted.group(1).stripIndent().strip());
    }

    @Test
    void givesOneLineToRunAndOneToTest() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(commands(readme, "## Run it")).hasSize(1);
        assertThat(commands(readme, "## Test it")).hasSize(1);
        assertThat(Files.readString(ROOT.resolve(".ci/run")))
                .contains(commands(readme, "## Test it").get(0));
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1).strip();
    }

    private static List<String> commands(String readme, String heading) {
        String section = readme.substring(readme.indexOf(heading));
        Matcher block = Pattern.compile("(?s)```sh\\n(.*?)```").matcher(section);
        assertThat(block.find()).isTrue();
        return block.group(1).strip().lines().toList();
    }
}
