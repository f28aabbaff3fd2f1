package io.kalends.oauth.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads who consented: the subject of an ID token, or Notion's bot.
 *
 * <p>An ID token's signature is not checked: it came from the token endpoint itself over TLS, in the answer to a request
 * that proved who the client is, and OpenID Connect Core section 3.1.3.7 lets TLS stand for the signature there. Its audience
 * is checked, as ever. Its end is not: it names a user and opens nothing, it is seconds old, and this side's clock may be an
 * hour off.
 */
final class Subjects {

    private Subjects() {}

    /** The provider's name for its user; nothing where it told none, or told another client. */
    static @Nullable String of(Map<String, Object> parameters, String clientId) {
        if (parameters.get("id_token") instanceof String token) {
            return subject(token, clientId);
        }
        return parameters.get("bot_id") instanceof String bot ? bot : null;
    }

    private static @Nullable String subject(String token, String clientId) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            String subject = claims == null || !claims.getAudience().contains(clientId) ? null : claims.getSubject();
            return subject == null || subject.isEmpty() ? null : subject;
        } catch (ParseException e) {
            return null;
        }
    }
}
