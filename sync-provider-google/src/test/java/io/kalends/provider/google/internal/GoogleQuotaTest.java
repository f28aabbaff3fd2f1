package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.GoogleQuota;
import io.kalends.emulators.google.RecordedCall;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A large first sync, and edits of all of it, under Google's quota of calls a minute. */
class GoogleQuotaTest {

    private static final int PER_MINUTE = 200;
    private static final int EVENTS = 700;

    private final GoogleWorld world = new GoogleWorld(new EmulatedSide(
            Duration.ZERO,
            emulator -> emulator.quota(new GoogleQuota(10_000, PER_MINUTE)),
            settings -> settings.limits(new AccountLimits(4, PER_MINUTE))));

    @Test
    void isNeverMetSinceTheAccountWaitsForItsTurn() {
        IntStream.range(0, EVENTS).forEach(n -> world.app.put(EventSamples.meeting(n)));
        world.comesToRest();
        world.app
                .records()
                .keySet()
                .forEach(id -> world.app.edit(
                        id,
                        event -> event.toBuilder()
                                .title("edited " + event.title())
                                .build()));

        world.comesToRest();

        assertThat(world.google.calendar().events()).hasSize(EVENTS);
        assertThat(world.google.google().calls().all())
                .extracting(RecordedCall::status)
                .doesNotContain(403, 429);
        world.close();
    }
}
