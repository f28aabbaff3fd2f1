package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testkit.EventSamples;
import io.kalends.testkit.logs.LogCapture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What watches all the other tests does see what is logged. */
class LeaksNothingTest {

    @Test
    void hearsBothWaysOfLoggingAtEveryLevel(LogCapture log) {
        java.util.logging.Logger.getLogger("com.google.api.client").finest("marker one");
        LoggerFactory.getLogger("io.kalends.provider.google").trace("marker two");

        assertThat(log.contains("marker one")).isTrue();
        assertThat(log.contains("marker two")).isTrue();
    }

    @Test
    void hearsTheEngineAndTheHttpClient(LogCapture log) {
        try (GoogleWorld world = new GoogleWorld()) {
            world.app.put(EventSamples.meeting(1));
            world.comesToRest();
        }

        assertThat(log.contains("io.kalends.sync")).isTrue();
        assertThat(log.contains("okhttp3")).isTrue();
    }

    @Test
    void knowsALeakWhenItSeesOne() {
        assertThat(List.of("Authorization: Bearer ya29.abc", "summary: Meeting 7", "200 OK, 417 bytes"))
                .filteredOn(LeaksNothing.SECRET.asPredicate())
                .hasSize(2);
    }
}
