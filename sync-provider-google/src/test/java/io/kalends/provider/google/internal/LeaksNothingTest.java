package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testkit.EventSamples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What watches all the other tests does see what is logged. */
class LeaksNothingTest {

    @Test
    void hearsBothWaysOfLoggingAtEveryLevel() {
        java.util.logging.Logger.getLogger("com.google.api.client").finest("marker one");
        LoggerFactory.getLogger("io.kalends.provider.google").trace("marker two");

        assertThat(hears("marker one")).isTrue();
        assertThat(hears("marker two")).isTrue();
    }

    @Test
    void hearsTheEngineAndTheHttpClient() {
        try (GoogleWorld world = new GoogleWorld()) {
            world.app.put(EventSamples.meeting(1));
            world.comesToRest();
        }

        assertThat(hears("io.kalends.sync")).isTrue();
        assertThat(hears("okhttp3")).isTrue();
    }

    @Test
    void knowsALeakWhenItSeesOne() {
        assertThat(LeaksNothing.leaks(
                        List.of("Authorization: Bearer ya29.abc", "summary: Meeting 7", "200 OK, 417 bytes")))
                .hasSize(2);
    }

    private static boolean hears(String words) {
        return LeaksNothing.lines().stream().anyMatch(line -> line.contains(words));
    }
}
