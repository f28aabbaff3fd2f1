package io.kalends.oauth.internal;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of a token endpoint, in the forms that providers really send. */
final class Answers {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Answers() {}

    /**
     * The tokens in an answer.
     *
     * @throws TransientException if it is no token response: a proxy's page, a cut body
     */
    static TokenAnswer tokens(String body, String clientId, Place place) {
        try {
            JSONObject json = JSONObjectUtils.parse(body);
            // Read by ourselves: a number, a number in quotes, a fraction, nothing at all.
            Duration life = life(json.remove("expires_in"));
            // Absent and null mean the same to a provider, not to the library.
            json.values().removeIf(value -> value == null);
            json.putIfAbsent("token_type", "Bearer");
            AccessTokenResponse response = AccessTokenResponse.parse(json);
            RefreshToken refresh = response.getTokens().getRefreshToken();
            Scope scope = response.getTokens().getAccessToken().getScope();
            return new TokenAnswer(
                    response.getTokens().getAccessToken().getValue(),
                    refresh == null ? null : refresh.getValue(),
                    life,
                    scope == null || scope.isEmpty() ? null : Set.copyOf(scope.toStringList()),
                    Subjects.of(response.getCustomParameters(), clientId));
        } catch (ParseException | RuntimeException e) {
            // Without the cause: a parser's text quotes what it read.
            throw new TransientException(
                    place,
                    "the authorization server answered with something else than tokens",
                    "it is tried again; if it stays, see whether a proxy answers in its place");
        }
    }

    /** The error's code, where the body is an OAuth error (RFC 6749 section 5.2) or Notion's; whatever the status was. */
    static Optional<String> error(String body) {
        try {
            JSONObject json = JSONObjectUtils.parse(body);
            if (json.containsKey("access_token")) {
                return Optional.empty();
            }
            Object code = json.get("error") instanceof String error ? error : json.get("code");
            return code instanceof String text && CODE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Duration life(@Nullable Object told) {
        if (told == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(told.toString().strip());
            if (Double.isNaN(seconds) || seconds <= 0) {
                return null;
            }
            return Duration.ofSeconds((long) Math.min(seconds, (double) LONGEST.toSeconds()));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
