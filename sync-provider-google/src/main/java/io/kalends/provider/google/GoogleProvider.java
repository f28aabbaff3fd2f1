package io.kalends.provider.google;

import io.kalends.provider.google.internal.GoogleConnection;
import io.kalends.provider.google.internal.GoogleNotifications;
import io.kalends.provider.google.internal.GoogleOptions;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.ProviderTraits;
import io.kalends.sync.spi.ProviderTraits.Notifying;
import io.kalends.sync.spi.SyncProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Google calendars (Calendar API v3). A collection is named by the calendar's own id, as
 * {@link ProviderConnection#collections()} lists it; {@code primary} is refused.
 *
 * <p>Options: {@code google.sendUpdates} says whom Google mails about a write ({@code none}, {@code externalOnly},
 * {@code all}; none unless set), {@code google.invite} whether attendees are written ({@code false} unless set;
 * the own answer to a meeting that somebody else called is written in any case),
 * {@code google.readOnly} makes every calendar a side that is only read. A calendar that the account may only read is such a
 * side if this connection listed it before the replica was made; else the writes are refused one by one.
 */
public final class GoogleProvider implements SyncProvider {

    /** The provider's id. */
    public static final String ID = "google";

    private static final String SCOPE = "https://www.googleapis.com/auth/";

    /** @throws io.kalends.sync.RejectedException if there is no such option, or not with this value */
    @Override
    public ProviderConnection connect(Account account, ProviderSettings settings) {
        traits().check(ID, settings);
        return new GoogleConnection(account, settings);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ProviderTraits traits() {
        return GoogleOptions.declaredBy(ProviderTraits.generic())
                .polledEvery(Duration.ofMinutes(15))
                .notifying(Notifying.BY_CHANNEL)
                .oauth(oauth());
    }

    @Override
    public Optional<NotificationReader> notifications(ProviderSettings settings) {
        return Optional.of(new GoogleNotifications());
    }

    /**
     * How Google does OAuth 2.0: events to read and write, the list of calendars, and who consented ({@code openid}), so that
     * another user's consent is not taken for a reconnect. Consent is asked for each time, since
     * Google gives a refresh token with a consent only.
     */
    public static OAuthProfile oauth() {
        return oauth(URI.create("https://accounts.google.com/"), URI.create("https://oauth2.googleapis.com/"));
    }

    /**
     * The same at other addresses: an emulator's, a gateway's.
     *
     * @param accounts what {@code o/oauth2/v2/auth} stands under; ends with a slash
     * @param tokenServer what {@code token} and {@code revoke} stand under; ends with a slash
     */
    public static OAuthProfile oauth(URI accounts, URI tokenServer) {
        return new OAuthProfile(
                ID,
                accounts.resolve("o/oauth2/v2/auth"),
                tokenServer.resolve("token"),
                tokenServer.resolve("revoke"),
                Set.of("openid", SCOPE + "calendar.events", SCOPE + "calendar.calendarlist.readonly"),
                Map.of("access_type", "offline", "prompt", "consent", "include_granted_scopes", "true"),
                OAuthProfile.ClientAuthentication.POST,
                OAuthProfile.Bodies.FORM,
                true);
    }
}
