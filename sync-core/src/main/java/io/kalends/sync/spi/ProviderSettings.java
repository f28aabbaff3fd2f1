package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a host sets for a provider, without any HTTP library's types. Immutable.
 *
 * @param zone where times are read that have no zone of their own and cannot stay without
 * @param connectTimeout how long a connection may take to open
 * @param readTimeout how long a server may be silent
 * @param proxy the proxies to use; {@code null} for none
 * @param allowPrivateAddresses whether feeds on private, loopback and link-local addresses may be read (a server of one's
 *     own); off, so that a user's URL cannot reach into the host's network
 * @param baseUri where the provider's API is found, for emulators and gateways; {@code null} for its public address
 * @param options what only one provider knows, by the names in its documentation; an unknown one is refused
 * @param clock what tells the time
 * @param sleeper how a thread waits: for its account's turn
 * @param accountLimits how much an account may ask; {@code null} for what the provider allows
 * @param sharedResources what this connection shares with others of the process; {@code null} for nothing
 */
public record ProviderSettings(
        ZoneId zone,
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable ProxySelector proxy,
        boolean allowPrivateAddresses,
        @Nullable URI baseUri,
        Map<String, String> options,
        Clock clock,
        Sleeper sleeper,
        @Nullable AccountLimits accountLimits,
        @Nullable SharedResources sharedResources) {

    public ProviderSettings {
        requireNonNull(zone, "zone");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
        options = Map.copyOf(options);
        requireNonNull(clock, "clock");
        requireNonNull(sleeper, "sleeper");
    }

    /** UTC, 10 s to connect, 30 s of silence, no proxy, public addresses only. */
    public static ProviderSettings defaults() {
        return new Draft().settings();
    }

    public ProviderSettings zone(ZoneId zone) {
        return with(draft -> draft.zone = zone);
    }

    public ProviderSettings timeouts(Duration connect, Duration read) {
        return with(draft -> {
            draft.connectTimeout = connect;
            draft.readTimeout = read;
        });
    }

    public ProviderSettings proxy(@Nullable ProxySelector proxy) {
        return with(draft -> draft.proxy = proxy);
    }

    public ProviderSettings allowPrivateAddresses(boolean allow) {
        return with(draft -> draft.allowPrivateAddresses = allow);
    }

    /** Calls the API there instead of at its public address. */
    public ProviderSettings baseUri(@Nullable URI baseUri) {
        return with(draft -> draft.baseUri = baseUri);
    }

    /** Sets an option that only one provider knows. */
    public ProviderSettings option(String name, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return with(draft -> draft.options = more);
    }

    public ProviderSettings clock(Clock clock) {
        return with(draft -> draft.clock = clock);
    }

    /** How a thread waits for its account's turn; it sleeps unless set. A test that sets the clock moves it here. */
    public ProviderSettings sleeper(Sleeper sleeper) {
        return with(draft -> draft.sleeper = sleeper);
    }

    /** Lets each account ask for as much as that; what its provider allows unless set. */
    public ProviderSettings limits(AccountLimits limits) {
        return with(draft -> draft.accountLimits = requireNonNull(limits, "limits"));
    }

    /** Shares HTTP clients and the limits of accounts with all other connections that are handed the same. */
    public ProviderSettings resources(SharedResources resources) {
        return with(draft -> draft.sharedResources = requireNonNull(resources, "resources"));
    }

    /** Where the provider's API is found, if not at its public address. */
    public Optional<URI> base() {
        return Optional.ofNullable(baseUri);
    }

    /** How much each account may ask, if the host says so. */
    public Optional<AccountLimits> limits() {
        return Optional.ofNullable(accountLimits);
    }

    /** What is shared with other connections, if anything is. */
    public Optional<SharedResources> resources() {
        return Optional.ofNullable(sharedResources);
    }

    private ProviderSettings with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.zone = zone;
        draft.connectTimeout = connectTimeout;
        draft.readTimeout = readTimeout;
        draft.proxy = proxy;
        draft.allowPrivateAddresses = allowPrivateAddresses;
        draft.baseUri = baseUri;
        draft.options = options;
        draft.clock = clock;
        draft.sleeper = sleeper;
        draft.accountLimits = accountLimits;
        draft.sharedResources = sharedResources;
        change.accept(draft);
        return draft.settings();
    }

    /** Settings while one of them is changed. */
    private static final class Draft {
        private ZoneId zone = ZoneOffset.UTC;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private @Nullable ProxySelector proxy;
        private boolean allowPrivateAddresses;
        private @Nullable URI baseUri;
        private Map<String, String> options = Map.of();
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.ofThread();
        private @Nullable AccountLimits accountLimits;
        private @Nullable SharedResources sharedResources;

        private ProviderSettings settings() {
            return new ProviderSettings(
                    zone,
                    connectTimeout,
                    readTimeout,
                    proxy,
                    allowPrivateAddresses,
                    baseUri,
                    options,
                    clock,
                    sleeper,
                    accountLimits,
                    sharedResources);
        }
    }
}
