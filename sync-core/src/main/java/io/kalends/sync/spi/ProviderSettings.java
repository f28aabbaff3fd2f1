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
 */
public record ProviderSettings(
        ZoneId zone,
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable ProxySelector proxy,
        boolean allowPrivateAddresses,
        @Nullable URI baseUri,
        Map<String, String> options,
        Clock clock) {

    public ProviderSettings {
        requireNonNull(zone, "zone");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
        options = Map.copyOf(options);
        requireNonNull(clock, "clock");
    }

    /** UTC, 10 s to connect, 30 s of silence, no proxy, public addresses only. */
    public static ProviderSettings defaults() {
        return new ProviderSettings(
                ZoneOffset.UTC,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                null,
                false,
                null,
                Map.of(),
                Clock.systemUTC());
    }

    public ProviderSettings zone(ZoneId zone) {
        return new ProviderSettings(
                zone, connectTimeout, readTimeout, proxy, allowPrivateAddresses, baseUri, options, clock);
    }

    public ProviderSettings timeouts(Duration connect, Duration read) {
        return new ProviderSettings(zone, connect, read, proxy, allowPrivateAddresses, baseUri, options, clock);
    }

    public ProviderSettings proxy(@Nullable ProxySelector proxy) {
        return new ProviderSettings(
                zone, connectTimeout, readTimeout, proxy, allowPrivateAddresses, baseUri, options, clock);
    }

    public ProviderSettings allowPrivateAddresses(boolean allow) {
        return new ProviderSettings(zone, connectTimeout, readTimeout, proxy, allow, baseUri, options, clock);
    }

    /** Calls the API there instead of at its public address. */
    public ProviderSettings baseUri(@Nullable URI baseUri) {
        return new ProviderSettings(
                zone, connectTimeout, readTimeout, proxy, allowPrivateAddresses, baseUri, options, clock);
    }

    /** Sets an option that only one provider knows. */
    public ProviderSettings option(String name, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return new ProviderSettings(
                zone, connectTimeout, readTimeout, proxy, allowPrivateAddresses, baseUri, more, clock);
    }

    public ProviderSettings clock(Clock clock) {
        return new ProviderSettings(
                zone, connectTimeout, readTimeout, proxy, allowPrivateAddresses, baseUri, options, clock);
    }

    /** Where the provider's API is found, if not at its public address. */
    public Optional<URI> base() {
        return Optional.ofNullable(baseUri);
    }
}
