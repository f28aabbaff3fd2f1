package io.kalends.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from its own front door. */
class QuickstartTest {

    @TempDir
    Path folder;

    @Test
    void tellsTheWholeStoryAndEndsInSync() throws Exception {
        String told = run();

        assertThat(told)
                .contains("== 3. Dry run", "update right", "== 5. The conflict", "App's title", "Other's title")
                .contains("conflict right");
        assertThat(told.strip().lines().reduce((one, next) -> next).orElseThrow())
                .isEqualTo("in sync: 8 records in the app, 8 on the other side");
    }

    @Test
    void leavesAFileAloneUnlessToldToWrite() throws Exception {
        Path file = sample();
        byte[] before = Files.readAllBytes(file);

        String told = run(file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(told).contains("in sync: ");
    }

    @Test
    void leavesAFileThatIsWrittenToByteForByteWhenNothingChanged() throws Exception {
        Path file = sample();
        byte[] before = Files.readAllBytes(file);

        run(file.toString(), "--write");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void runsTheExampleOfTheReadme() throws Exception {
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1", "sa", "");
        try {
            var report = TwentyLines.sync(database, folder.resolve("key"), sample());

            assertThat(report.writes()).isEqualTo(8);
        } finally {
            database.dispose();
        }
    }

    @Test
    void tellsTheStoryOfACalendarAtGoogle() throws Exception {
        String told = run("--provider", "google");

        assertThat(told.strip().lines().reduce((one, next) -> next).orElseThrow())
                .isEqualTo("in sync: 7 records in the app, 7 at Google");
        assertThat(told).contains("events.list 410 + 200", "to be connected again");
    }

    @Test
    void saysWhatItTakesWhereItIsAskedForSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("--provider", "notion"))
                .withMessageContaining("--provider is ics or google, not 'notion'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("--provider", "google", "my.ics"))
                .withMessageContaining("brings its own calendar along");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("--client", "client_secret.json"))
                .withMessageContaining("--client goes with --provider google");
    }

    private Path sample() throws Exception {
        Path file = folder.resolve("mine.ics");
        try (InputStream sample = QuickstartTest.class.getResourceAsStream("/quickstart/team.ics")) {
            Files.copy(sample, file);
        }
        return file;
    }

    private static String run(String... args) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Quickstart.run(new PrintStream(told, true, StandardCharsets.UTF_8), args);
        return told.toString(StandardCharsets.UTF_8);
    }
}
