package io.kalends.provider.google.internal;

import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.ProviderTraits;

/**
 * What a host sets for Google alone.
 *
 * @param sendUpdates whom Google mails about a write: {@code none}, {@code externalOnly} or {@code all}
 * @param invite whether attendees are written
 * @param readOnly whether calendars are only read, whatever the account may do
 */
public record GoogleOptions(String sendUpdates, boolean invite, boolean readOnly) {

    static final String SEND_UPDATES = "google.sendUpdates";
    static final String INVITE = "google.invite";
    static final String READ_ONLY = "google.readOnly";

    /** Says which options there are. */
    public static ProviderTraits declaredBy(ProviderTraits traits) {
        return traits.option(SEND_UPDATES, "none", "externalOnly", "all")
                .option(INVITE, "true", "false")
                .option(READ_ONLY, "true", "false");
    }

    static GoogleOptions of(ProviderSettings settings) {
        return new GoogleOptions(
                settings.options().getOrDefault(SEND_UPDATES, "none"),
                Boolean.parseBoolean(settings.options().get(INVITE)),
                Boolean.parseBoolean(settings.options().get(READ_ONLY)));
    }
}
