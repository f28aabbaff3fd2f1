package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.Consent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google's OAuth: the consent page as a method, the token and the revocation endpoint (RFC 6749, RFC 7636, RFC 7009). */
public final class OAuth {

    public static final String AUTHORIZE = "/o/oauth2/v2/auth";
    public static final String TOKEN = "/token";
    public static final String REVOKE = "/revoke";

    private final World world;
    private final Grants grants;
    private final Map<String, String> clients;

    /** @param clients the secrets of the known clients by id */
    public OAuth(World world, Grants grants, Map<String, String> clients) {
        this.world = world;
        this.grants = grants;
        this.clients = Map.copyOf(clients);
    }

    /** Answers the authorization URL as a user would, and tells where Google sends the user's browser. */
    public URI consent(String email, Query authorizationQuery, Consent consent) {
        AuthorizationRequest request = AuthorizationRequest.read(authorizationQuery);
        if (!clients.containsKey(request.clientId())) {
            throw new IllegalArgumentException(
                    "Error 401: invalid_client: the authorization URL's client_id is unknown");
        }
        String answer;
        if (consent.granted()) {
            Set<String> scopes = new LinkedHashSet<>(request.scopes());
            scopes.removeAll(consent.unticked());
            String code = grants.allow(email, request, scopes);
            answer = "code=" + encoded(code) + "&scope=" + encoded(String.join(" ", scopes));
        } else {
            answer = "error=access_denied";
        }
        String separator = request.redirectUri().contains("?") ? "&" : "?";
        return URI.create(request.redirectUri() + separator + "state=" + encoded(request.state()) + "&" + answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The authorization page for a browser without a person: the account named by login_hint agrees. */
    ApiAnswer authorize(ApiCall call) {
        try {
            String email = AuthorizationRequest.read(call.query())
                    .loginHint()
                    .flatMap(world::account)
                    .map(AccountState::email)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "without a person, login_hint must name an account of the emulator"));
            return ApiAnswer.empty(302)
                    .with(
                            "Location",
                            consent(email, call.query(), Consent.all()).toString());
        } catch (IllegalArgumentException refused) {
            return ApiAnswer.html(400, "<html><body>Error 400: " + refused.getMessage() + "</body></html>");
        }
    }

    ApiAnswer token(ApiCall call) {
        Query form = Query.parse(new String(call.body(), StandardCharsets.UTF_8));
        Optional<String> client = client(call, form);
        if (client.isEmpty()) {
            return error(401, "invalid_client", "Unauthorized");
        }
        return switch (form.first("grant_type").orElse("")) {
            case "authorization_code" -> exchange(client.get(), form);
            case "refresh_token" -> refresh(client.get(), form);
            default -> error(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    /** The client that names itself, in the form or by a Basic header, and knows its secret. */
    private Optional<String> client(ApiCall call, Query form) {
        Optional<String> basic = call.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .map(value -> value.substring("Basic ".length()));
        if (basic.isEmpty()) {
            return known(form.first("client_id"), form.first("client_secret"));
        }
        try {
            String pair = new String(Base64.getDecoder().decode(basic.get()), StandardCharsets.UTF_8);
            int colon = Math.max(pair.indexOf(':'), 0);
            return known(
                    Optional.of(Query.decode(pair.substring(0, colon))),
                    Optional.of(Query.decode(pair.substring(Math.min(colon + 1, pair.length())))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<String> known(Optional<String> id, Optional<String> secret) {
        return id.filter(name -> secret.isPresent() && secret.equals(Optional.ofNullable(clients.get(name))));
    }

    private ApiAnswer exchange(String client, Query form) {
        Optional<Grants.Code> redeemed = form.first("code").flatMap(grants::redeem);
        if (redeemed.isEmpty() || !redeemed.get().clientId().equals(client)) {
            return error(400, "invalid_grant", "Bad Request");
        }
        Grants.Code code = redeemed.get();
        if (!form.first("redirect_uri").equals(Optional.of(code.redirectUri()))) {
            return error(400, "redirect_uri_mismatch", "Bad Request");
        }
        if (code.challenge() != null) {
            Optional<String> verifier = form.first("code_verifier");
            if (verifier.isEmpty()) {
                return error(400, "invalid_grant", "Missing code verifier.");
            }
            if (!challenge(verifier.get()).equals(code.challenge())) {
                return error(400, "invalid_grant", "Invalid code verifier.");
            }
        }
        ObjectNode answer = answer(code.grant(), code.scopes());
        if (code.refresh()) {
            answer.put("refresh_token", grants.refreshToken(code.grant(), code.scopes()));
        }
        return ApiAnswer.ok(answer);
    }

    private ApiAnswer refresh(String client, Query form) {
        String token = form.first("refresh_token").orElse("");
        Optional<Grants.Refresh> refresh = grants.refresh(token).filter(found -> found.isOf(client));
        if (refresh.isEmpty()) {
            return error(400, "invalid_grant", "Token has been expired or revoked.");
        }
        ObjectNode answer = answer(refresh.get().grant(), refresh.get().scopes());
        grants.rotated(token).ifPresent(next -> answer.put("refresh_token", next));
        return ApiAnswer.ok(answer);
    }

    private ObjectNode answer(Grants.Grant grant, Set<String> scopes) {
        ObjectNode answer = Json.object()
                .put("access_token", grants.accessToken(grant, scopes))
                .put("expires_in", Grants.ACCESS_TOKEN_LIFE.toSeconds())
                .put("scope", String.join(" ", scopes))
                .put("token_type", "Bearer");
        if (scopes.contains(Scopes.OPEN_ID)) {
            answer.put("id_token", IdToken.of(grant.email(), grant.clientId(), world.now()));
        }
        return answer;
    }

    ApiAnswer revoke(ApiCall call) {
        Query form = Query.parse(new String(call.body(), StandardCharsets.UTF_8));
        String token = form.first("token").or(() -> call.query().first("token")).orElse("");
        return grants.revokeToken(token)
                ? ApiAnswer.ok(Json.object())
                : error(400, "invalid_token", "Token expired or revoked");
    }

    private static ApiAnswer error(int status, String error, String description) {
        return ApiAnswer.json(status, Json.object().put("error", error).put("error_description", description));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
