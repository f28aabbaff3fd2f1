package io.kalends.testkit.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCaptureTest {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("io.kalends.testkit.logs.ours");
    private static final Logger THEIRS = Logger.getLogger("com.example.server.http");

    @TempDir
    private Path folder;

    @Test
    void keepsEveryLevelOfEveryLogger() {
        try (LogCapture capture = LogCapture.builder().start()) {
            OURS.finest("first");
            THEIRS.info("second");

            assertThat(capture.lines())
                    .containsSubsequence(OURS.getName() + " first null", THEIRS.getName() + " second null");
            assertThat(capture.contains("seco")).isTrue();
            assertThat(capture.contains("third")).isFalse();
        }
    }

    @Test
    void tellsTheParametersAndTheCausesOfFailures() {
        try (LogCapture capture = LogCapture.builder().start()) {
            OURS.log(Level.FINE, "to {0}", new Object[] {"a parameter"});
            OURS.log(Level.FINE, "it broke", new IllegalStateException("outside", new IOException("within")));

            assertThat(capture.lines())
                    .anyMatch(line -> line.contains("to {0} [a parameter]"))
                    .anyMatch(line -> line.contains("it broke")
                            && line.contains("outside")
                            && line.contains("IOException: within"));
        }
    }

    @Test
    void skipsLoggersThatAreNotOurs() {
        try (LogCapture capture =
                LogCapture.builder().skip("com.example", "net.example").start()) {
            THEIRS.info("not ours");
            OURS.info("ours");

            assertThat(capture.contains("not ours")).isFalse();
            assertThat(capture.contains("ours")).isTrue();
        }
    }

    @Test
    void keepsOfALoggerWhatIsAskedForAndAllOfTheOthers() {
        try (LogCapture capture = LogCapture.builder()
                .keepOnly(THEIRS.getName(), line -> line.contains("token"))
                .start()) {
            THEIRS.info("a byte");
            THEIRS.info("a token");
            OURS.info("a word");

            assertThat(capture.contains("a byte")).isFalse();
            assertThat(capture.contains("a token")).isTrue();
            assertThat(capture.contains("a word")).isTrue();
        }
    }

    @Test
    void readsTheFileAsItGrows() throws IOException {
        Path file = folder.resolve("logged.txt");
        try (LogCapture capture = LogCapture.builder().file(file).start()) {
            assertThat(capture.contains("a line")).isFalse();

            Files.writeString(file, "a line\nanother\n");

            assertThat(capture.lines()).contains("a line", "another");
        }
    }

    @Test
    void takesOneFile() {
        LogCaptureBuilder builder = LogCapture.builder().file(folder.resolve("one"));

        assertThatIllegalStateException()
                .isThrownBy(() -> builder.file(folder.resolve("two")))
                .withMessageContaining("one");
    }

    @Test
    void keepsTheConsoleQuietAndGivesTheLevelsBack() {
        Level before = ROOT.getLevel();
        Handler console = new Console();
        console.setLevel(Level.FINE);
        ROOT.addHandler(console);
        try {
            LogCapture capture = LogCapture.builder().start();
            assertThat(console.getLevel()).isEqualTo(Level.WARNING);
            capture.close();
            OURS.severe("too late");

            assertThat(console.getLevel()).isEqualTo(Level.FINE);
            assertThat(ROOT.getLevel()).isEqualTo(before);
            assertThat(capture.contains("too late")).isFalse();
        } finally {
            ROOT.removeHandler(console);
        }
    }

    @Test
    void keepsWhatAnotherCaptureKeepsToo() {
        try (LogCapture outer = LogCapture.builder().start()) {
            try (LogCapture inner = LogCapture.builder().start()) {
                OURS.finest("within");
                assertThat(inner.contains("within")).isTrue();
            }
            OURS.finest("afterwards");

            assertThat(outer.contains("within")).isTrue();
            assertThat(outer.contains("afterwards")).isTrue();
        }
    }

    private static final class Console extends Handler {
        @Override
        public void publish(LogRecord record) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
