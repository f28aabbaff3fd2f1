package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import io.kalends.http.ApiAnswer;
import io.kalends.http.ApiClient;
import io.kalends.http.BatchedCalls;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.ProviderSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Sends what Google's client library builds. The library's own way of sending is not used: it retries, it logs, and its
 * exceptions quote what was sent. Safe for many threads.
 */
final class GoogleApi implements AutoCloseable {

    private static final URI PUBLIC = URI.create("https://www.googleapis.com/");

    /** 600 requests a minute and user, of projects since May 2026; older ones have as much or more. */
    private static final AccountLimits LIMITS = new AccountLimits(8, 600);

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final ApiClient client;
    private final Calendar calendar;

    private GoogleApi(ApiClient client, Calendar calendar) {
        this.client = client;
        this.calendar = calendar;
    }

    static GoogleApi of(Account account, ProviderSettings settings) {
        ApiClient client = ApiClient.builder("google", GoogleRefusals.TABLE, settings)
                .base(PUBLIC)
                .limits(LIMITS)
                .pathWords(
                        "calendar",
                        "v3",
                        "calendars",
                        "events",
                        "instances",
                        "watch",
                        "channels",
                        "stop",
                        "freeBusy",
                        "users",
                        "me",
                        "calendarList",
                        "batch")
                .noPasswords("connect the account by OAuth, see GoogleProvider.oauth()")
                .build(account);
        Calendar calendar = new Calendar.Builder(new SendsNothing(), GsonFactory.getDefaultInstance(), null)
                .setRootUrl(client.base().toString())
                .setApplicationName("kalends")
                .build();
        return new GoogleApi(client, calendar);
    }

    /** Builds requests; what it builds is sent by this class. */
    Calendar calendar() {
        return calendar;
    }

    Instant now() {
        return client.now();
    }

    /** The same, for a caller that stops waiting at that time. */
    GoogleApi until(Instant deadline) {
        return new GoogleApi(client.until(deadline), calendar);
    }

    ApiAnswer send(Place place, AbstractGoogleClientRequest<?> request) {
        return client.send(place, request(request));
    }

    BatchedCalls<AbstractGoogleClientRequest<?>> batch(Place place) {
        return new BatchedCalls<>(client, place, new GoogleBatchFormat(client.base()));
    }

    private static Request request(AbstractGoogleClientRequest<?> built) {
        Request.Builder request = new Request.Builder().url(url(built));
        String ifMatch = built.getRequestHeaders().getIfMatch();
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        String method = built.getRequestMethod();
        return request.method(method, method.equals("GET") ? null : RequestBody.create(body(built), JSON))
                .build();
    }

    static String url(AbstractGoogleClientRequest<?> built) {
        return built.buildHttpRequestUrl().build();
    }

    /** What a request carries; empty for none. */
    static byte[] body(AbstractGoogleClientRequest<?> built) {
        HttpContent content = built.getHttpContent();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (content != null) {
                content.writeTo(out);
            }
            return out.toByteArray();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    /**
     * An answer's body as one of the API's objects.
     *
     * @throws TransientException if it is none; what it says is kept out of the message and the cause
     */
    static <T> T read(ApiAnswer answer, Class<T> type, Place place) {
        try {
            return GsonFactory.getDefaultInstance()
                    .createJsonParser(new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8)
                    .parseAndClose(type);
        } catch (IOException | RuntimeException e) {
            throw new TransientException(
                    place,
                    "the answer is not what the API promises (" + e.getClass().getSimpleName() + " in "
                            + answer.body().length + " bytes)",
                    "it is tried again; report it if it stays so");
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The library wants a transport to build requests for. */
    private static final class SendsNothing extends HttpTransport {
        @Override
        protected LowLevelHttpRequest buildRequest(String method, String url) {
            throw new IllegalStateException("requests are sent by GoogleApi");
        }
    }
}
