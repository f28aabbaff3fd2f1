package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.kalends.oauth.OAuthProfile;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.minidev.json.JSONObject;

/**
 * Sends what the OAuth library composed. Not by its own sender: that one has no limit of an answer's size, its time-out is
 * one of each read and not of the whole call, and the JDK class below it logs {@code Authorization} headers.
 */
public final class Calls {

    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    public Calls(HttpClient client, Duration timeout) {
        this.client = requireNonNull(client, "client");
        this.timeout = requireNonNull(timeout, "timeout");
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
        CompletableFuture<HttpResponse<String>> call =
                client.sendAsync(written(request, bodies), info -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<String> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw noAnswer(place, "the call failed (" + cause.getClass().getSimpleName() + ")");
        } catch (TimeoutException e) {
            call.cancel(true);
            throw noAnswer(place, "no whole answer came within " + timeout);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw noAnswer(place, "the call was interrupted");
        }
    }

    private HttpRequest written(HTTPRequest request, OAuthProfile.Bodies bodies) {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(request.getURI()).timeout(timeout).header("Accept", "application/json");
        String authorization = request.getHeaderValue("Authorization");
        if (authorization != null) {
            http.header("Authorization", authorization);
        }
        String form = request.getBody() == null ? "" : request.getBody();
        boolean json = bodies == OAuthProfile.Bodies.JSON;
        return http.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(json ? json(form) : form, StandardCharsets.UTF_8))
                .build();
    }

    private static String json(String form) {
        JSONObject members = new JSONObject();
        Map<String, List<String>> parameters = URLUtils.parseParameters(form);
        parameters.forEach((name, values) -> members.put(name, values.get(0)));
        return members.toJSONString();
    }

    /** Without the cause: its text may quote the request. */
    private static TransientException noAnswer(Place place, String what) {
        return new TransientException(place, what, "it is tried again; look at the network and the proxy if it stays");
    }
}
