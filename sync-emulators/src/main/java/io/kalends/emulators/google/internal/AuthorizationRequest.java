package io.kalends.emulators.google.internal;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of an account, read from the address to which it sends its user.
 *
 * @param challenge the PKCE challenge, S256
 * @param offline whether a refresh token is asked for
 * @param asksConsent whether the user is asked although he agreed before
 * @param includesGranted whether what was granted before is granted too
 */
record AuthorizationRequest(
        String clientId,
        String redirectUri,
        Set<String> scopes,
        String state,
        @Nullable String challenge,
        boolean offline,
        boolean asksConsent,
        boolean includesGranted,
        Optional<String> loginHint) {

    /**
     * Reads the query of an address, as strictly as a careful client deserves.
     *
     * @throws IllegalArgumentException if Google would show an error page, or if state or PKCE is missing
     */
    static AuthorizationRequest read(Query query) {
        if (!query.first("response_type").equals(Optional.of("code"))) {
            throw new IllegalArgumentException("the authorization URL must ask for response_type=code");
        }
        Optional<String> challenge = query.first("code_challenge").filter(text -> !text.isBlank());
        if (challenge.isEmpty()) {
            throw new IllegalArgumentException("the authorization URL has no code_challenge: send one (RFC 7636)");
        }
        if (!query.first("code_challenge_method").equals(Optional.of("S256"))) {
            throw new IllegalArgumentException("the authorization URL must say code_challenge_method=S256");
        }
        String redirectUri = required(query, "redirect_uri");
        if (!URI.create(redirectUri).isAbsolute()) {
            throw new IllegalArgumentException("the authorization URL's redirect_uri is not absolute");
        }
        return new AuthorizationRequest(
                required(query, "client_id"),
                redirectUri,
                new LinkedHashSet<>(List.of(required(query, "scope").split(" "))),
                required(query, "state"),
                challenge.get(),
                query.first("access_type").equals(Optional.of("offline")),
                query.first("prompt")
                        .map(text -> List.of(text.split(" ")).contains("consent"))
                        .orElse(false),
                query.flag("include_granted_scopes"),
                query.first("login_hint"));
    }

    /** Without state and challenge. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + clientId + " " + scopes + "]";
    }

    private static String required(Query query, String name) {
        return query.first(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the authorization URL has no " + name));
    }
}
