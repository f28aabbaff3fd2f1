package io.kalends.provider.google.internal;

import io.kalends.sync.RejectedException;
import io.kalends.sync.spi.ProviderSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a host sets for Google alone.
 *
 * @param sendUpdates whom Google mails about a write: {@code none}, {@code externalOnly} or {@code all}
 * @param invite whether attendees are written
 * @param readOnly whether calendars are only read, whatever the account may do
 */
record GoogleOptions(String sendUpdates, boolean invite, boolean readOnly) {

    static final String SEND_UPDATES = "google.sendUpdates";
    static final String INVITE = "google.invite";
    static final String READ_ONLY = "google.readOnly";

    private static final Map<String, Set<String>> KNOWN = Map.of(
            SEND_UPDATES, Set.of("none", "externalOnly", "all"),
            INVITE, Set.of("true", "false"),
            READ_ONLY, Set.of("true", "false"));

    static GoogleOptions of(ProviderSettings settings) {
        new TreeMap<>(settings.options()).forEach(GoogleOptions::check);
        return new GoogleOptions(
                settings.options().getOrDefault(SEND_UPDATES, "none"),
                Boolean.parseBoolean(settings.options().get(INVITE)),
                Boolean.parseBoolean(settings.options().get(READ_ONLY)));
    }

    private static void check(String name, String value) {
        Set<String> values = KNOWN.get(name);
        if (values == null) {
            throw new RejectedException(
                    GoogleRefusals.place("settings"),
                    "there is no option '" + name + "'",
                    "use one of " + new TreeSet<>(KNOWN.keySet()));
        }
        if (!values.contains(value)) {
            throw new RejectedException(
                    GoogleRefusals.place("settings"),
                    "option '" + name + "' cannot be '" + value + "'",
                    "use one of " + new TreeSet<>(values));
        }
    }
}
