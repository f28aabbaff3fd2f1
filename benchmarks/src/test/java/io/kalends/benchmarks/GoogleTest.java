package io.kalends.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoogleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void countsTheCallsThatReachGoogle() throws Exception {
        try (Google google = new Google(120, 3)) {
            GoogleResult result = google.measure(new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat(result.first()).isEqualTo(4);
            assertThat(result.missed()).isEmpty();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("from an edit at Google to the app's row");
        }
    }

    @Test
    void namesEachTargetThatIsMissed() {
        assertThat(new GoogleResult(207, 1, 3, 5).missed())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("first is 207"),
                        delta -> assertThat(delta).startsWith("delta10 is 3"));
        assertThat(new GoogleResult(201, 1, 2, 5).line()).isEqualTo("google: first=201 noop=1 delta10=2 push_ms=5");
    }
}
