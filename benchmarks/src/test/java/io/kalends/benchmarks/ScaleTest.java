package io.kalends.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScaleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void measuresEveryPart() throws Exception {
        Scale.Sizes tiny = new Scale.Sizes(20, 60, 20, 50);

        ScaleResult result = new Scale(tiny, new PrintStream(out, true, StandardCharsets.UTF_8)).measure();

        assertThat(result.first()).isPositive();
        assertThat(result.delta()).isPositive();
        assertThat(result.noopRequests()).isEqualTo(2);
        assertThat(result.noopStoreCalls()).isBetween(1, 6);
        assertThat(result.heapMegabytes()).isEqualTo(64);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("first sync of 60 events", "no change");
    }

    @Test
    void namesEachTargetThatIsMissed() {
        assertThat(new ScaleResult(3.01, 1.51, 3, 7, 320).missed())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("first is 3.01"),
                        delta -> assertThat(delta).startsWith("delta"),
                        requests -> assertThat(requests).startsWith("noop_requests"),
                        storeCalls -> assertThat(storeCalls).startsWith("noop_store_calls"),
                        heap -> assertThat(heap).startsWith("heap_mb"));
    }

    @Test
    void passesAtTheTargetsThemselves() {
        ScaleResult result = new ScaleResult(3, 1.5, 2, 6, 256);

        assertThat(result.missed()).isEmpty();
        assertThat(result.line())
                .isEqualTo("scale: first=3.00 delta=1.50 noop_requests=2 noop_store_calls=6 heap_mb=256");
    }
}
