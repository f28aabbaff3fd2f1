package io.kalends.examples.quickstart.google;

import io.kalends.oauth.OAuthProfile;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.spi.ProviderSettings;

/**
 * Who the host is to Google, and where Google is.
 *
 * @param id the client id of Google's console
 * @param secret its secret, from the host's vault
 * @param oauth where users consent and tokens come from
 * @param settings where the Calendar API is, and what else is set for it
 */
record GoogleClient(String id, String secret, OAuthProfile oauth, ProviderSettings settings) {

    /** A client of Google itself. */
    static GoogleClient of(String id, String secret) {
        return new GoogleClient(id, secret, GoogleProvider.oauth(), ProviderSettings.defaults());
    }

    /** The id: the secret is told nobody. */
    @Override
    public String toString() {
        return "GoogleClient[" + id + "]";
    }
}
