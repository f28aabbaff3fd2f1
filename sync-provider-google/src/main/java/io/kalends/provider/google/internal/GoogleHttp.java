package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.spi.ProviderSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends what Google's client library builds. The library's own way of sending is not used: it retries, it logs, and its
 * exceptions quote what was sent. Here every call is one request, and a refused access token is renewed once. Safe for many
 * threads.
 */
final class GoogleHttp implements AutoCloseable {

    private static final URI PUBLIC = URI.create("https://www.googleapis.com/");

    /** A server whose clock is wrong, or that means never, is asked again by the engine's own measure. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ProviderSettings settings;
    private final CredentialSource credentials;
    private final OkHttpClient client;
    private final Calendar api;
    private final String root;
    private volatile boolean closed;

    GoogleHttp(CredentialSource credentials, ProviderSettings settings) {
        this.settings = settings;
        this.credentials = credentials;
        this.root = root(settings.base().orElse(PUBLIC));
        this.client = client(settings);
        this.api = new Calendar.Builder(new SendsNothing(), GsonFactory.getDefaultInstance(), null)
                .setRootUrl(root)
                .setApplicationName("kalends")
                .build();
    }

    private static String root(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        boolean safe =
                scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(String.valueOf(base.getHost())));
        if (!safe) {
            throw new RejectedException(
                    GoogleErrors.place("settings"),
                    "the base URI would send tokens unencrypted, or is none",
                    "give one that begins with https (http is for loopback addresses only)");
        }
        String text = base.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    private static OkHttpClient client(ProviderSettings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .followRedirects(false)
                .followSslRedirects(false);
        if (settings.proxy() == null) {
            builder.proxy(Proxy.NO_PROXY);
        } else {
            builder.proxySelector(settings.proxy());
        }
        return builder.build();
    }

    /** Builds requests; what it builds is sent by this class. */
    Calendar api() {
        return api;
    }

    String root() {
        return root;
    }

    Instant now() {
        return settings.clock().instant();
    }

    /** Sends a request with the account's credentials, and once more with renewed ones if these were refused. */
    GoogleAnswer send(Place place, AbstractGoogleClientRequest<?> request, @Nullable Instant deadline) {
        return send(place, request(request), deadline, credentials.current(), true)
                .answer();
    }

    /**
     * An answer, and the credentials that it was given to.
     *
     * @param fresh whether they were not renewed for it
     */
    record Authorized(GoogleAnswer answer, Credentials used, boolean fresh) {}

    /** Sends a request with the account's credentials or, after a part of it was refused, with renewed ones. */
    Authorized send(Place place, Request.Builder request, @Nullable Instant deadline, @Nullable Authorized refused) {
        return refused == null
                ? send(place, request, deadline, credentials.current(), true)
                : send(place, request, deadline, credentials.renewed(refused.used()), false);
    }

    private Authorized send(
            Place place, Request.Builder request, @Nullable Instant deadline, Credentials used, boolean mayRenew) {
        GoogleAnswer answer = once(place, request, deadline, used);
        boolean refused = !answer.isOk() && GoogleErrors.meaning(answer.problem()) == GoogleErrors.Meaning.CREDENTIALS;
        return refused && mayRenew
                ? send(place, request, deadline, credentials.renewed(used), false)
                : new Authorized(answer, used, mayRenew);
    }

    private GoogleAnswer once(Place place, Request.Builder request, @Nullable Instant deadline, Credentials used) {
        if (closed) {
            throw new IllegalStateException("the connection to Google is closed");
        }
        authorize(place, request, used);
        try (Response response = until(place, deadline).newCall(request.build()).execute()) {
            return new GoogleAnswer(response.code(), response.body().bytes(), retryAfter(response));
        } catch (IOException e) {
            // Neither as a cause nor by its words: who knows what a proxy or a TLS library quotes.
            throw new TransientException(
                    place,
                    "Google cannot be reached (" + e.getClass().getSimpleName() + ")",
                    "it is tried again later");
        }
    }

    private OkHttpClient until(Place place, @Nullable Instant deadline) {
        if (deadline == null || deadline.equals(Instant.MAX)) {
            return client;
        }
        Duration left = Duration.between(now(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new NoTimeLeft(place);
        }
        return client.newBuilder().callTimeout(left).build();
    }

    private static void authorize(Place place, Request.Builder request, Credentials used) {
        used.<Request.Builder>fold(
                none -> request,
                bearer -> request.header("Authorization", "Bearer " + bearer.token()),
                key -> request.header(key.header(), key.key()),
                password -> {
                    throw new AuthorizationException(
                            place,
                            "Google takes no passwords",
                            "connect the account by OAuth, see GoogleProvider.oauth()");
                });
    }

    private static Request.Builder request(AbstractGoogleClientRequest<?> built) {
        Request.Builder request = new Request.Builder().url(url(built)).header("User-Agent", "kalends");
        String ifMatch = built.getRequestHeaders().getIfMatch();
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        byte[] body = body(built);
        String method = built.getRequestMethod();
        return request.method(
                method, method.equals("GET") ? null : new SentOnce(body, "application/json; charset=utf-8"));
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

    /** Seconds or a day and time (RFC 9110 section 10.2.3). */
    private @Nullable Duration retryAfter(Response response) {
        String value = response.header("Retry-After");
        if (value != null && value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Date date = response.headers().getDate("Retry-After");
        Duration wait = date == null ? null : Duration.between(now(), date.toInstant());
        return wait == null || wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0 ? null : wait;
    }

    @Override
    public void close() {
        closed = true;
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        try {
            client.dispatcher().executorService().awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A body that OkHttp does not send a second time when a connection breaks: who knows what became of the first. */
    static final class SentOnce extends RequestBody {

        private final byte[] body;
        private final MediaType type;

        SentOnce(byte[] body, String type) {
            this.body = body;
            this.type = MediaType.get(type);
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return body.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(body);
        }
    }

    /** The library wants a transport to build requests for. */
    private static final class SendsNothing extends HttpTransport {
        @Override
        protected LowLevelHttpRequest buildRequest(String method, String url) {
            throw new IllegalStateException("requests are sent by GoogleHttp");
        }
    }
}
