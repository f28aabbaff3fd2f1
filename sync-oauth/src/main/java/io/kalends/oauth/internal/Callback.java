package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.oauth.ConnectResult;
import io.kalends.oauth.ConnectResult.Cause;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.account.PendingAuthorization;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.web.WebRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Completes a consent: checks who answers what, exchanges the code, and stores the account. */
public final class Callback {

    /** Asked for like scopes, but granted by a refresh token or an ID token; no provider names them all in its answer. */
    private static final Set<String> NOT_ACCESS = Set.of("offline_access", "openid", "profile", "email");

    private static final String AGAIN = "begin again";

    private final OAuthProfile profile;
    private final TokenEndpoint endpoint;
    private final Accounts accounts;
    private final Consents consents;

    public Callback(OAuthProfile profile, TokenEndpoint endpoint, Accounts accounts, Consents consents) {
        this.profile = requireNonNull(profile, "profile");
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.accounts = requireNonNull(accounts, "accounts");
        this.consents = requireNonNull(consents, "consents");
    }

    /** Completes what this request answers. */
    public ConnectResult complete(WebRequest request, String owner) {
        Optional<PendingAuthorization> taken = one(request, "state").flatMap(consents::take);
        if (taken.isEmpty() || !taken.get().provider().equals(profile.provider())) {
            return failed(Cause.STATE, "the state is unknown, was used before, or has expired", AGAIN);
        }
        PendingAuthorization pending = taken.get();
        if (!pending.owner().equals(owner)) {
            return failed(Cause.OWNER, "somebody else began this", "log in as who began, and begin again");
        }
        Optional<String> error = one(request, "error");
        if (error.isPresent()) {
            return error.get().equals("access_denied")
                    ? new ConnectResult.Denied()
                    : failed(
                            Cause.PROVIDER,
                            "the provider answered with an error",
                            "look at the client's set-up; " + AGAIN);
        }
        Optional<String> code = one(request, "code");
        if (code.isEmpty()) {
            return failed(Cause.PROVIDER, "the provider sent no code", AGAIN);
        }
        TokenReply reply = endpoint.exchange(code.get(), profile.pkce() ? consents.verifier(pending) : null);
        if (reply instanceof TokenReply.Granted granted) {
            return granted(pending, granted.answer(), accounts.now());
        }
        return failed(Cause.PROVIDER, "the provider refuses the code: it was used before, or has expired", AGAIN);
    }

    private ConnectResult granted(PendingAuthorization pending, TokenAnswer answer, Instant received) {
        Set<String> granted = answer.granted().orElse(pending.scopes());
        Set<String> missing = missing(pending.scopes(), granted);
        if (!missing.isEmpty()) {
            return new ConnectResult.MissingScopes(missing);
        }
        if (answer.refresh() == null && answer.life() != null) {
            return failed(
                    Cause.NO_REFRESH_TOKEN,
                    "the provider gave no refresh token",
                    "have the user remove this app in the provider's security settings and connect again; the profile"
                            + " must ask for offline access");
        }
        return store(pending, granted, answer, received);
    }

    private ConnectResult store(
            PendingAuthorization pending, Set<String> granted, TokenAnswer answer, Instant received) {
        while (true) {
            Optional<StoredAccount> before = before(pending, answer.user());
            Optional<ConnectResult> stranger = before.flatMap(account -> stranger(account, answer.user()));
            if (stranger.isPresent()) {
                return stranger.get();
            }
            StoredAccount account = accounts.with(
                    before.orElseGet(() -> blank(pending, answer.user(), received))
                            .in(AccountState.CONNECTED, "", received)
                            .granted(granted, answer.user()),
                    answer,
                    Optional.empty(),
                    received);
            Optional<StoredAccount> stored = accounts.store().save(account);
            if (stored.isPresent()) {
                accounts.tell(stored.get(), accounts.listener()::connected);
                return new ConnectResult.Connected(stored.get(), before.isPresent());
            }
            // A renewal, a rotation of keys, or the same user in another tab was first: once more on what is there now.
        }
    }

    /** The account that was named, or the owner's account of the same user, so that nobody is connected twice. */
    private Optional<StoredAccount> before(PendingAuthorization pending, @Nullable String user) {
        if (pending.reconnected().isPresent()) {
            return Optional.of(accounts.find(pending.reconnected().get()));
        }
        if (user == null) {
            return Optional.empty();
        }
        List<StoredAccount> same = accounts.store().ownedBy(pending.owner()).stream()
                .filter(account -> account.provider().equals(profile.provider()))
                .filter(account -> user.equals(account.user()))
                .toList();
        return same.stream().findFirst();
    }

    /**
     * Refuses a consent that may be another user's: the account's pairs would go on in that user's calendars. The tokens are
     * dropped and not revoked, since that ends everything which that user allowed this app.
     */
    private static Optional<ConnectResult> stranger(StoredAccount account, @Nullable String user) {
        Optional<String> known = account.knownUser();
        if (known.isEmpty() || known.get().equals(user)) {
            return Optional.empty();
        }
        return Optional.of(
                user == null
                        ? failed(
                                Cause.OTHER_USER,
                                "the provider did not say who consented, and this account is a certain user's",
                                "begin again with the scopes that the account was connected with, openid among them")
                        : failed(
                                Cause.OTHER_USER,
                                "another user of the provider consented than the one whose account this is",
                                "choose the same login again, or connect a new account"));
    }

    private StoredAccount blank(PendingAuthorization pending, @Nullable String user, Instant now) {
        return new StoredAccount(
                user == null ? consents.newId() : consents.idOf(pending.owner(), user),
                profile.provider(),
                pending.owner(),
                null,
                AccountState.CONNECTED,
                "",
                now,
                Set.of(),
                null,
                null,
                0);
    }

    private static Set<String> missing(Set<String> asked, Set<String> granted) {
        Set<String> had = granted.stream().map(Callback::bare).collect(Collectors.toSet());
        return asked.stream()
                .filter(scope -> !NOT_ACCESS.contains(scope))
                .filter(scope -> !had.contains(bare(scope)))
                .collect(Collectors.toSet());
    }

    /** A provider may answer with its API's address before a scope or without, in any case of letters. */
    private static String bare(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** A parameter that stands once: of two, nobody knows which one the other side meant. */
    private static Optional<String> one(WebRequest request, String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        return values.size() == 1 && !values.get(0).isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static ConnectResult failed(Cause cause, String what, String action) {
        return new ConnectResult.Failed(cause, what, action);
    }
}
