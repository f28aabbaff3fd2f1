package io.kalends.sync.push;

import io.kalends.sync.spi.ProviderTraits;
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
        Map<String, Duration> polls,
        Map<String, ProviderTraits> traits) {

    /** What the host says, else what the provider is like. */
    Duration poll(String provider) {
        return polls.getOrDefault(
                provider,
                traits.getOrDefault(provider, ProviderTraits.generic()).pollInterval());
    }

    @Nullable
    URI address(String provider) {
        return addresses.get(provider);
    }

    long version() {
        return random.nextLong();
    }
}
