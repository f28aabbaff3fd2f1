package io.kalends.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FoldersTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void measuresBothPrograms() throws Exception {
        try (StateDatabase state = StateDatabase.create()) {
            FoldersResult result = new Folders(
                            30, new OwnFolderSync(state), new PrintStream(out, true, StandardCharsets.UTF_8))
                    .measure();

            assertThat(result.first()).isPositive();
            assertThat(result.noop()).isPositive();
            assertThat(result.delta()).isPositive();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("ours, 30 events", "theirs, 30 events");
        }
    }

    @Test
    void namesEachTargetThatIsMissed() {
        assertThat(new FoldersResult(0.51, 0.4, 0.6).missed())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("first is 0.51"),
                        delta -> assertThat(delta).startsWith("delta10 is 0.60"));
        assertThat(new FoldersResult(0.5, 0.5, 0.5).line()).isEqualTo("folders: first=0.50 noop=0.50 delta10=0.50");
    }
}
