package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.IcsLimits;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.spi.ProviderSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches feeds: every hop of a redirect is checked anew, a body is read up to a limit, and nothing is fetched from inside
 * the host's own network unless that was allowed. The client is made when it is first needed, and closed with the
 * connection. Safe for many threads.
 */
final class FeedClient implements AutoCloseable {

    private static final int MAX_HOPS = 5;
    private static final int MAX_BYTES = IcsLimits.defaults().maxDecodedBytes();
    private static final Duration WHOLE_CALL = Duration.ofSeconds(60);

    /** A server whose clock is wrong, or that means never, is asked again by the engine's own measure. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final ProviderSettings settings;
    private @Nullable OkHttpClient client;

    FeedClient(ProviderSettings settings) {
        this.settings = settings;
    }

    /**
     * What a server answered.
     *
     * @param body the decoded bytes; empty when nothing changed
     * @param unchanged whether the server said so (304)
     */
    record Answer(
            byte[] body,
            boolean unchanged,
            @Nullable Charset charset,
            @Nullable String etag,
            @Nullable String lastModified) {
        Answer {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }
    }

    /** The feed, if it is not what these validators stand for. */
    Answer get(FeedAddress address, @Nullable String etag, @Nullable String lastModified) {
        HttpUrl url = address.url();
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            check(FeedAddress.of(url));
            Request.Builder request = new Request.Builder().url(url).header("Accept", "text/calendar, */*;q=0.1");
            if (etag != null) {
                request.header("If-None-Match", etag);
            }
            if (lastModified != null) {
                request.header("If-Modified-Since", lastModified);
            }
            try (Response response = client().newCall(request.build()).execute()) {
                if (!response.isRedirect()) {
                    return answer(address.place(), response);
                }
                url = next(address.place(), url, response);
            } catch (ForbiddenAddress e) {
                throw e.rejected(address.place());
            } catch (IOException e) {
                throw new TransientException(
                        address.place(),
                        "the feed cannot be reached (" + e.getClass().getSimpleName() + ")",
                        "it is read again later",
                        e);
            }
        }
        throw new RejectedException(
                address.place(), "the feed redirects more than " + MAX_HOPS + " times", "use its final address");
    }

    private static HttpUrl next(Place place, HttpUrl from, Response response) {
        String location = response.header("Location");
        HttpUrl next = location == null ? null : from.resolve(location);
        if (next == null) {
            throw new RejectedException(place, "the feed redirects to nowhere", "use its final address");
        }
        if (from.isHttps() && !next.isHttps()) {
            throw new RejectedException(
                    place, "the feed redirects from https to http", "use an address that stays with https");
        }
        return next;
    }

    private Answer answer(Place place, Response response) throws IOException {
        if (response.code() == 304) {
            return new Answer(new byte[0], true, null, null, null);
        }
        if (response.code() != 200) {
            throw IcsErrors.of(place, response.code(), retryAfter(response));
        }
        MediaType type = response.body().contentType();
        try (InputStream in = response.body().byteStream()) {
            return new Answer(
                    read(place, in),
                    false,
                    type == null ? null : type.charset(null),
                    response.header("ETag"),
                    response.header("Last-Modified"));
        }
    }

    /** Counts what was decoded, so that a small body that unpacks to a large one is stopped as well. */
    private static byte[] read(Place place, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (body.size() + read > MAX_BYTES) {
                throw new RejectedException(
                        place,
                        "the feed is larger than " + MAX_BYTES / (1024 * 1024) + " MB",
                        "ask its source for a smaller one; nothing was changed");
            }
            body.write(buffer, 0, read);
        }
        return body.toByteArray();
    }

    /** Seconds or a day and time (RFC 9110 section 10.2.3). */
    private @Nullable Duration retryAfter(Response response) {
        String value = response.header("Retry-After");
        if (value != null && value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Date date = response.headers().getDate("Retry-After");
        Duration wait = date == null ? null : Duration.between(settings.clock().instant(), date.toInstant());
        return wait == null || wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0 ? null : wait;
    }

    /** A literal address never meets the resolver, so it is looked at here. */
    private void check(FeedAddress address) {
        if (settings.allowPrivateAddresses()) {
            return;
        }
        String host = address.url().host();
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        try {
            if (literal && PrivateNetwork.contains(InetAddress.getByName(host))) {
                throw new ForbiddenAddress().rejected(address.place());
            }
        } catch (UnknownHostException e) {
            throw new RejectedException(address.place(), "the feed's host is malformed", "correct the address", e);
        }
    }

    /** The resolver's answer would lead into the host's own network. */
    private static final class ForbiddenAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        SyncException rejected(Place place) {
            return new RejectedException(
                    place,
                    "the feed's address leads into a private network",
                    "if that is meant, allow it by ProviderSettings.allowPrivateAddresses");
        }
    }

    private Dns dns() {
        return host -> {
            List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
            if (!settings.allowPrivateAddresses() && addresses.stream().anyMatch(PrivateNetwork::contains)) {
                throw new ForbiddenAddress();
            }
            return addresses;
        };
    }

    private synchronized OkHttpClient client() {
        OkHttpClient made = client;
        if (made == null) {
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .connectTimeout(settings.connectTimeout())
                    .readTimeout(settings.readTimeout())
                    .callTimeout(WHOLE_CALL)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .retryOnConnectionFailure(false)
                    .dns(dns());
            if (settings.proxy() == null) {
                builder.proxy(Proxy.NO_PROXY);
            } else {
                builder.proxySelector(settings.proxy());
            }
            made = builder.build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        OkHttpClient made = client;
        if (made != null) {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
            try {
                made.dispatcher().executorService().awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            client = null;
        }
    }
}
