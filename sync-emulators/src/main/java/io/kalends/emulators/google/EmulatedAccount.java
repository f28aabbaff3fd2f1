package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import io.kalends.emulators.google.internal.AccountState;
import io.kalends.emulators.google.internal.CalendarState;
import io.kalends.emulators.google.internal.IdToken;
import io.kalends.emulators.google.internal.Query;
import io.kalends.emulators.google.internal.Scopes;
import java.net.URI;
import java.time.ZoneId;
import java.util.Set;

/** A Google account in an emulator, and what its owner does in the browser. Safe for many threads. */
public final class EmulatedAccount {

    private final AccountState state;
    private final GoogleCalendarEmulator google;

    EmulatedAccount(AccountState state, GoogleCalendarEmulator google) {
        this.state = state;
        this.google = google;
    }

    /** The address, which is the id of the primary calendar too. */
    public String email() {
        return state.email();
    }

    /** Google's own name for the account, as an ID token tells it with the scope {@code openid}: 21 digits. */
    public String subject() {
        return IdToken.subject(email());
    }

    /** The primary calendar. */
    public EmulatedCalendar primary() {
        return calendar(email());
    }

    /**
     * A calendar that the account may see.
     *
     * @throws IllegalArgumentException if it may see none of this id
     */
    public EmulatedCalendar calendar(String id) {
        return google.world()
                .locked(() -> google.world()
                        .calendar(id)
                        .filter(calendar -> calendar.members().contains(email()))
                        .map(calendar -> new EmulatedCalendar(calendar, google))
                        .orElseThrow(() -> new IllegalArgumentException(email() + " sees no calendar " + id)));
    }

    /** Another calendar of this account's list. One of this id that is there already is shared with this account. */
    public EmulatedCalendar addCalendar(String id, String summary, ZoneId zone, AccessRole role) {
        return google.world()
                .locked(() -> new EmulatedCalendar(
                        google.world()
                                .addCalendar(
                                        state,
                                        requireNonNull(id, "id"),
                                        requireNonNull(summary, "summary"),
                                        requireNonNull(zone, "zone"),
                                        requireNonNull(role, "role"),
                                        false),
                        google));
    }

    /** A calendar's owner changes what this account may do with it; sync tokens of before are dead. */
    public void changeRole(String calendarId, AccessRole role) {
        google.world().locked(() -> google.world().changeRole(state, known(calendarId), role));
    }

    /** A calendar is shared with this account no longer. */
    public void loseCalendar(String calendarId) {
        google.world().locked(() -> google.world().withdraw(state, known(calendarId)));
    }

    private CalendarState known(String calendarId) {
        return google.world()
                .calendar(calendarId)
                .orElseThrow(() -> new IllegalArgumentException("there is no calendar " + calendarId));
    }

    /** An access token to call with at once; it opens everything. */
    public String accessToken() {
        return accessToken(Scopes.CALENDAR);
    }

    /** An access token with these scopes, full names as {@code https://www.googleapis.com/auth/calendar.events}. */
    public String accessToken(String... scopes) {
        return google.world().locked(() -> google.grants().accessToken(email(), google.clientId(), Set.of(scopes)));
    }

    /** Agrees to everything on Google's consent page. */
    public URI consent(URI authorizationUrl) {
        return consent(authorizationUrl, Consent.all());
    }

    /**
     * Opens the address to which an app sent its user, answers, and tells where Google sends the browser then: the app's
     * redirect URI with {@code state} and {@code code}, or with {@code error=access_denied}.
     *
     * @throws IllegalArgumentException if Google would show an error page; also without state or PKCE, which every app
     *     should send
     */
    public URI consent(URI authorizationUrl, Consent consent) {
        return google.world()
                .locked(() -> google.oauth().consent(email(), Query.parse(authorizationUrl.getRawQuery()), consent));
    }

    /** Takes back, on Google's account page, what was allowed to apps: every token is void. */
    public void revoke() {
        google.world().locked(() -> google.grants().revokeAll(email()));
    }
}
