package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.OAuthProfile;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a provider's token endpoint, and tells a dead grant from a wrong set-up from a bad day. */
public final class TokenEndpoint {

    private static final Set<String> DEAD =
            Set.of("invalid_grant", "interaction_required", "consent_required", "login_required");
    private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable", "slow_down");

    private final OAuthProfile profile;
    private final Client client;
    private final Calls calls;
    private final Place place;

    public TokenEndpoint(OAuthProfile profile, Client client, Calls calls) {
        this.profile = requireNonNull(profile, "profile");
        this.client = requireNonNull(client, "client");
        this.calls = requireNonNull(calls, "calls");
        place = new Place(profile.provider(), "oauth");
    }

    TokenReply exchange(String code, @Nullable String verifier) {
        CodeVerifier proof = verifier == null ? null : new CodeVerifier(verifier);
        return token(new AuthorizationCodeGrant(new AuthorizationCode(code), client.redirect(), proof));
    }

    TokenReply refresh(String refreshToken) {
        return token(new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    private TokenReply token(AuthorizationGrant grant) {
        TokenRequest request = new TokenRequest.Builder(
                        profile.tokenEndpoint(), client.authentication(profile.clientAuthentication()), grant)
                .build();
        Calls.Answer answer = calls.post(request.toHTTPRequest(), profile.bodies(), place);
        // Some servers, and gateways before them, say 200 to everything.
        if (answer.status() == 200 && Answers.error(answer.body()).isEmpty()) {
            return new TokenReply.Granted(Answers.tokens(answer.body(), client.id(), place));
        }
        String code = refusal(answer);
        if (DEAD.contains(code)) {
            return new TokenReply.Refused(code);
        }
        throw misconfigured(code);
    }

    /**
     * Ends the grant (RFC 7009); one that has ended already is fine.
     *
     * @throws io.kalends.sync.SyncException if the provider did not say that it ended
     */
    void revoke(URI endpoint, String token) {
        TokenRevocationRequest request = new TokenRevocationRequest(
                endpoint, client.authentication(profile.clientAuthentication()), new RefreshToken(token));
        Calls.Answer answer = calls.post(request.toHTTPRequest(), profile.bodies(), place);
        if (answer.status() / 100 == 2) {
            return;
        }
        String code = refusal(answer);
        if (!code.equals("invalid_token") && !DEAD.contains(code)) {
            throw misconfigured(code);
        }
    }

    /** The error code that the provider gave; a bad day of its server, or of a gateway before it, is thrown. */
    private String refusal(Calls.Answer answer) {
        int status = answer.status();
        String code = Answers.error(answer.body()).orElse("");
        if (status >= 500 || status == 429 || status == 408 || code.isEmpty() || PASSING.contains(code)) {
            throw new TransientException(
                    place,
                    "the authorization server answered " + status + (code.isEmpty() ? " without an OAuth error" : ""),
                    "it is tried again; if it stays, see whether a proxy answers in its place");
        }
        return code;
    }

    private RejectedException misconfigured(String code) {
        return new RejectedException(
                place,
                "the authorization server refuses this client: " + code,
                "compare client id, secret and redirect URI with the provider's console; accounts need no reconnect");
    }
}
