package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.internal.Providers;
import io.kalends.sync.spi.ProviderTraits;
import io.kalends.sync.spi.SyncProvider;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sets a {@link PushService} up. Setting an option twice fails. */
public final class PushServiceBuilder {

    /** As the source documents ask: a person's burst of edits is one run. */
    private static final Duration DEBOUNCE = Duration.ofSeconds(5);

    /** What Google gives at most; the others give what they have. */
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final Map<String, URI> addresses = new HashMap<>();
    private final List<SyncProvider> providers = new ArrayList<>();
    private final Map<String, Duration> polls = new HashMap<>();
    private @Nullable PushStore store;
    private @Nullable Clock clock;
    private @Nullable RandomGenerator random;
    private @Nullable Duration debounce;
    private @Nullable Duration lifetime;

    PushServiceBuilder() {}

    /** Where channels and due times are kept. Required. */
    public PushServiceBuilder store(PushStore store) {
        once("store", this.store);
        this.store = requireNonNull(store, "store");
        return this;
    }

    /** What tells the time; the system's clock unless set. */
    public PushServiceBuilder clock(Clock clock) {
        once("clock", this.clock);
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** What channels' names and secrets are drawn from; a {@link SecureRandom} unless set, which only tests should do. */
    public PushServiceBuilder random(RandomGenerator random) {
        once("random", this.random);
        this.random = requireNonNull(random, "random");
        return this;
    }

    /** How long after a first notification its pair runs, so that a burst is one run: 5 s unless set; zero is allowed. */
    public PushServiceBuilder debounce(Duration debounce) {
        once("debounce", this.debounce);
        if (debounce.isNegative()) {
            throw new IllegalArgumentException("debounce must not be negative, as " + debounce + " is");
        }
        this.debounce = debounce;
        return this;
    }

    /** How long channels should live: 7 days unless set, a minute at least; a provider may give less. */
    public PushServiceBuilder lifetime(Duration lifetime) {
        once("lifetime", this.lifetime);
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("lifetime must be at least a minute, not " + lifetime);
        }
        this.lifetime = lifetime;
        return this;
    }

    /**
     * Where a provider is to send its notifications: the host's endpoint, as it is seen from outside. Without one the
     * provider's pairs are polled.
     *
     * @param address https; http only on this machine itself, for emulators
     */
    public PushServiceBuilder address(String provider, URI address) {
        once("address of " + provider, addresses.get(provider));
        String host = String.valueOf(address.getHost());
        boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && here)) {
            throw new IllegalArgumentException("the address for " + provider + " must be https, not " + address);
        }
        addresses.put(requireNonNull(provider, "provider"), address);
        return this;
    }

    /**
     * How long a provider's pairs may go without a run: what the provider's {@linkplain ProviderTraits traits} say unless
     * set; a second at least.
     */
    public PushServiceBuilder poll(String provider, Duration every) {
        once("poll of " + provider, polls.get(provider));
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "pairs of " + provider + " are polled every second at most, not " + every);
        }
        polls.put(requireNonNull(provider, "provider"), every);
        return this;
    }

    /** Adds a provider by hand, beside those that {@link java.util.ServiceLoader} finds. */
    public PushServiceBuilder provider(SyncProvider provider) {
        providers.add(requireNonNull(provider, "provider"));
        return this;
    }

    /**
     * The service.
     *
     * @throws IllegalStateException if the store is missing
     */
    public PushService build() {
        PushStore given = store;
        if (given == null) {
            throw new IllegalStateException(
                    "a push service needs a store: .store(JdbcPushStore…) or" + " .store(new InMemoryPushStore())");
        }
        return new PushService(new PushSettings(
                given,
                clock == null ? Clock.systemUTC() : clock,
                random == null ? new SecureRandom() : random,
                debounce == null ? DEBOUNCE : debounce,
                lifetime == null ? LIFETIME : lifetime,
                Map.copyOf(addresses),
                Map.copyOf(polls),
                traits()));
    }

    private Map<String, ProviderTraits> traits() {
        Map<String, ProviderTraits> traits = new HashMap<>();
        Providers.all(providers, PushServiceBuilder.class.getClassLoader())
                .forEach((id, provider) -> traits.put(id, provider.traits()));
        return traits;
    }

    private static void once(String option, @Nullable Object before) {
        if (before != null) {
            throw new IllegalStateException(option + " is set already");
        }
    }
}
