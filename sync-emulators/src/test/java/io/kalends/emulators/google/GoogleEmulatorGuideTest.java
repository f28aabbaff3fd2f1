package io.kalends.emulators.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoogleEmulatorGuideTest {

    @Test
    void showsTheExampleAsItIsCompiled() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "google-emulator.md"));
        String source = Files.readString(Path.of(
                "src", "test", "java", "io", "kalends", "emulators", "google", "GoogleEmulatorExampleTest.java"));
        int begin = guide.indexOf("```java\n") + "```java\n".length();

        String shown = guide.substring(begin, guide.indexOf("```", begin));

        assertThat(shown).contains("@Test");
        assertThat(source).contains(shown);
    }
}
