package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Says who consented (OpenID Connect Core section 2). There is no key behind the signature: whoever gets the token from the
 * token endpoint itself need not check it (section 3.1.3.7), and nobody should trust one that came another way.
 */
public final class IdToken {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final BigInteger SUBJECTS = BigInteger.TEN.pow(21);

    private IdToken() {}

    /** Google's name for an account: 21 digits, the same for ever. */
    public static String subject(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return "%021d".formatted(new BigInteger(1, hash).mod(SUBJECTS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static String of(String email, String clientId, Instant now) {
        ObjectNode header =
                Json.object().put("alg", "RS256").put("kid", "emulator").put("typ", "JWT");
        ObjectNode claims = Json.object()
                .put("iss", "https://accounts.google.com")
                .put("azp", clientId)
                .put("aud", clientId)
                .put("sub", subject(email))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        return encoded(header.toString()) + "." + encoded(claims.toString()) + "." + encoded("not signed");
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }
}
