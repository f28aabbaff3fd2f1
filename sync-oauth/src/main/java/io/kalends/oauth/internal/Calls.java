package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.kalends.http.ApiAnswer;
import io.kalends.http.ApiClient;
import io.kalends.http.Meaning;
import io.kalends.http.Refusal;
import io.kalends.http.RefusalTable;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Sends what the OAuth library composed. Not by its own sender: that one has no limit of an answer's size, its time-out is
 * one of each read and not of the whole call, and the JDK class below it logs {@code Authorization} headers.
 */
public final class Calls implements AutoCloseable {

    private static final int MOST_BYTES = 256 * 1024;

    /** What a refusal says is read by {@link TokenEndpoint}. */
    private static final RefusalTable REFUSALS = new RefusalTable(
            "the authorization server",
            List.of(new RefusalTable.Row(429, RefusalTable.ANY, Meaning.RATE, "it is tried again later")),
            "compare the set-up with the provider's console",
            Duration.ofMinutes(1),
            Refusal::of);

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final MediaType JSON = MediaType.get("application/json");

    private final ApiClient client;

    /**
     * @param settings how to call, with any server allowed
     * @param timeout how long a call may take as a whole
     */
    public Calls(OAuthProfile profile, ProviderSettings settings, Duration timeout) {
        client = ApiClient.builder(requireNonNull(profile, "profile").provider() + " oauth", REFUSALS, settings)
                .wholeCall(requireNonNull(timeout, "timeout"))
                .mostBytes(MOST_BYTES)
                .limits(new AccountLimits(64, 6_000))
                .build(new Account("client", CredentialSource.none()));
    }

    /** What came back. */
    record Answer(int status, String body) {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Posts.
     *
     * @throws TransientException if no whole answer came in time
     */
    Answer post(HTTPRequest request, OAuthProfile.Bodies bodies, Place place) {
        try {
            ApiAnswer answer = client.send(place, written(request, bodies));
            return new Answer(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (RejectedException tooLarge) {
            throw new TransientException(place, "the answer is larger than any token's", "it is tried again later");
        }
    }

    private static Request written(HTTPRequest request, OAuthProfile.Bodies bodies) {
        URI address = request.getURI();
        Request.Builder http = new Request.Builder().url(address.toString()).header("Accept", "application/json");
        String authorization = request.getHeaderValue("Authorization");
        if (authorization != null) {
            http.header("Authorization", authorization);
        }
        String form = request.getBody() == null ? "" : request.getBody();
        boolean json = bodies == OAuthProfile.Bodies.JSON;
        byte[] body = (json ? json(form) : form).getBytes(StandardCharsets.UTF_8);
        return http.post(RequestBody.create(body, json ? JSON : FORM)).build();
    }

    private static String json(String form) {
        JSONObject members = new JSONObject();
        Map<String, List<String>> parameters = URLUtils.parseParameters(form);
        parameters.forEach((name, values) -> members.put(name, values.get(0)));
        return members.toJSONString();
    }

    @Override
    public void close() {
        client.close();
    }
}
