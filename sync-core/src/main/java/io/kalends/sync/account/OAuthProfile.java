package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one provider does OAuth 2.0.
 *
 * @param provider the provider's id, {@code "google"}
 * @param authorizationEndpoint where the user consents
 * @param tokenEndpoint where codes and refresh tokens become access tokens
 * @param revocationEndpoint where a grant is ended (RFC 7009); {@code null} where the provider has none
 * @param scopes what is asked for, the least that the provider's module needs
 * @param authorizationParameters what the provider wants besides, {@code access_type=offline}
 * @param clientAuthentication how the client proves who it is at the token endpoint
 * @param bodies how requests to the token endpoint are written
 * @param pkce whether the provider takes a code challenge (RFC 7636)
 */
public record OAuthProfile(
        String provider,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI revocationEndpoint,
        Set<String> scopes,
        Map<String, String> authorizationParameters,
        ClientAuthentication clientAuthentication,
        Bodies bodies,
        boolean pkce) {

    /** How a client proves who it is (RFC 6749 section 2.3.1). */
    public enum ClientAuthentication {
        /** Id and secret in the body. */
        POST,
        /** Id and secret in the {@code Authorization} header. */
        BASIC
    }

    /** How requests to the token endpoint are written. */
    public enum Bodies {
        /** {@code application/x-www-form-urlencoded}, as RFC 6749 has it. */
        FORM,
        /** {@code application/json}. */
        JSON
    }

    public OAuthProfile {
        requireNonNull(provider, "provider");
        requireNonNull(authorizationEndpoint, "authorizationEndpoint");
        requireNonNull(tokenEndpoint, "tokenEndpoint");
        scopes = Set.copyOf(scopes);
        authorizationParameters = Map.copyOf(authorizationParameters);
        requireNonNull(clientAuthentication, "clientAuthentication");
        requireNonNull(bodies, "bodies");
    }

    /** Where a grant is ended, if the provider can. */
    public Optional<URI> revocation() {
        return Optional.ofNullable(revocationEndpoint);
    }
}
