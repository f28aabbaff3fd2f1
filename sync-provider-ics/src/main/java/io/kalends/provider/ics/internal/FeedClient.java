package io.kalends.provider.ics.internal;

import io.kalends.http.ApiAnswer;
import io.kalends.http.ApiClient;
import io.kalends.http.Meaning;
import io.kalends.http.Refusal;
import io.kalends.http.RefusalTable;
import io.kalends.http.RefusalTable.Row;
import io.kalends.icalendar.text.IcsLimits;
import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SharedResources;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Fetches feeds: every hop of a redirect is checked anew, a body is read up to a limit, and nothing is fetched from inside
 * the host's own network unless that was allowed. A server that asks for patience is left alone, and no other with it. Safe
 * for many threads.
 */
final class FeedClient implements AutoCloseable {

    private static final int MAX_HOPS = 5;
    private static final Duration WHOLE_CALL = Duration.ofSeconds(60);

    private static final String LOST = "subscribe to it again: its secret address was changed, perhaps";
    private static final String LATER = "it is read again later";

    private static final RefusalTable REFUSALS = new RefusalTable(
            "the feed",
            List.of(
                    new Row(401, RefusalTable.ANY, Meaning.SCOPE, LOST),
                    new Row(403, RefusalTable.ANY, Meaning.SCOPE, LOST),
                    new Row(404, RefusalTable.ANY, Meaning.SCOPE, LOST),
                    new Row(408, RefusalTable.ANY, Meaning.BROKEN, LATER),
                    new Row(410, RefusalTable.ANY, Meaning.DELETED, "it is gone for good: remove the subscription"),
                    new Row(429, RefusalTable.ANY, Meaning.RATE, LATER),
                    new Row(503, RefusalTable.ANY, Meaning.RATE, LATER)),
            "open the address in a browser",
            Duration.ofHours(1),
            Refusal::of);

    private final ProviderSettings settings;
    private final @Nullable SharedResources own;

    FeedClient(ProviderSettings settings) {
        own = settings.resources().isPresent() ? null : new SharedResources();
        this.settings = own == null ? settings : settings.resources(own);
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
    Answer get(FeedAddress address, Instant deadline, @Nullable String etag, @Nullable String lastModified) {
        Request.Builder request = new Request.Builder().url(address.url()).header("Accept", "text/calendar, */*;q=0.1");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        if (lastModified != null) {
            request.header("If-Modified-Since", lastModified);
        }
        ApiAnswer answer = client(address).until(deadline).send(address.place(), request.build());
        if (answer.status() == 304) {
            return new Answer(new byte[0], true, null, null, null);
        }
        if (answer.status() != 200) {
            throw REFUSALS.exception(address.place(), "reading the feed", answer);
        }
        return new Answer(
                answer.body(),
                false,
                answer.header("Content-Type").map(FeedClient::charset).orElse(null),
                answer.header("ETag").orElse(null),
                answer.header("Last-Modified").orElse(null));
    }

    private static @Nullable Charset charset(String contentType) {
        MediaType type = MediaType.parse(contentType);
        return type == null ? null : type.charset(null);
    }

    /** Each server has limits of its own; the connections are shared. */
    private ApiClient client(FeedAddress address) {
        return ApiClient.builder("ics", REFUSALS, settings)
                .redirects(MAX_HOPS)
                .mostBytes(IcsLimits.defaults().maxDecodedBytes())
                .wholeCall(WHOLE_CALL)
                .build(new Account(address.url().host(), CredentialSource.none()));
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
