package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.account.OAuthProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a provider is like, as data: what the host's settings may say, and what scheduling, push and OAuth do unless the host
 * says otherwise.
 *
 * @param pollInterval how long its pairs may go without a run
 * @param options the options it knows ({@link ProviderSettings#option}), and what each may be; an empty set for any value
 * @param notifying how it tells of changes
 * @param oauth how it does OAuth 2.0; empty where it does not
 */
public record ProviderTraits(
        Duration pollInterval, Map<String, Set<String>> options, Notifying notifying, Optional<OAuthProfile> oauth) {

    private static final Duration GENERIC_POLL = Duration.ofMinutes(5);

    /** How a provider tells of changes. */
    public enum Notifying {
        /** Not at all: its pairs are polled. */
        NOT,
        /** Through a channel for each collection, that ends and is replaced by another ({@link PushSupport#open}). */
        BY_CHANNEL,
        /** Through a channel for each collection, that can be renewed ({@link PushSupport#renew}). */
        BY_RENEWABLE_CHANNEL,
        /** Through one signed endpoint for a whole integration, set up at the provider: no channels are opened. */
        BY_ENDPOINT
    }

    public ProviderTraits {
        requireNonNull(pollInterval, "pollInterval");
        Map<String, Set<String>> copy = new TreeMap<>();
        options.forEach((name, values) -> copy.put(name, Set.copyOf(values)));
        options = Map.copyOf(copy);
        requireNonNull(notifying, "notifying");
        requireNonNull(oauth, "oauth");
    }

    /** A provider without options, polled every 5 minutes. */
    public static ProviderTraits generic() {
        return new ProviderTraits(GENERIC_POLL, Map.of(), Notifying.NOT, Optional.empty());
    }

    /** The same, polled that often. */
    public ProviderTraits polledEvery(Duration interval) {
        return new ProviderTraits(interval, options, notifying, oauth);
    }

    /** The same, with an option that may have one of these values; any value where none is given. */
    public ProviderTraits option(String name, String... values) {
        Map<String, Set<String>> more = new TreeMap<>(options);
        more.put(name, Set.of(values));
        return new ProviderTraits(pollInterval, more, notifying, oauth);
    }

    /** The same, telling of changes in that way. */
    public ProviderTraits notifying(Notifying how) {
        return new ProviderTraits(pollInterval, options, how, oauth);
    }

    /** The same, with accounts that are connected by OAuth. */
    public ProviderTraits oauth(OAuthProfile profile) {
        return new ProviderTraits(pollInterval, options, notifying, Optional.of(profile));
    }

    /**
     * Refuses options that the provider does not know, and values that they cannot have.
     *
     * @param provider the provider's id, for the message
     * @throws RejectedException if there is one; the message lists what there is
     */
    public void check(String provider, ProviderSettings settings) {
        new TreeMap<>(settings.options()).forEach((name, value) -> check(provider, name, value));
    }

    private void check(String provider, String name, String value) {
        Set<String> values = options.get(name);
        Place place = new Place(provider, "settings");
        if (values == null) {
            throw new RejectedException(
                    place,
                    "there is no option '" + name + "'",
                    options.isEmpty()
                            ? "leave it out: there are none"
                            : "use one of " + new TreeSet<>(options.keySet()));
        }
        if (!values.isEmpty() && !values.contains(value)) {
            throw new RejectedException(
                    place, "option '" + name + "' cannot be '" + value + "'", "use one of " + new TreeSet<>(values));
        }
    }
}
