package io.kalends.sync.push;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the parts of a {@link PushService} share. */
record PushSettings(
        PushStore store,
        Clock clock,
        RandomGenerator random,
        Duration debounce,
        Duration lifetime,
        Map<String, URI> addresses,
        Map<String, Duration> polls) {

    /** As the source documents ask: Google every 15 minutes, Microsoft and ICS every 10, Notion every 2. */
    static final Map<String, Duration> DEFAULT_POLLS = Map.of(
            "google", Duration.ofMinutes(15),
            "microsoft", Duration.ofMinutes(10),
            "ics", Duration.ofMinutes(10),
            "notion", Duration.ofMinutes(2));

    /** For every other provider. */
    private static final Duration GENERIC_POLL = Duration.ofMinutes(5);

    Duration poll(String provider) {
        return polls.getOrDefault(provider, DEFAULT_POLLS.getOrDefault(provider, GENERIC_POLL));
    }

    @Nullable
    URI address(String provider) {
        return addresses.get(provider);
    }

    long version() {
        return random.nextLong();
    }
}
