package io.kalends.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers up to a limit. What was decoded is counted, so that a small body that unpacks to a large one is stopped as
 * well.
 */
record Answers(long mostBytes) implements Interceptor {

    private static final long ENOUGH_FOR_A_REFUSAL = 64 * 1024;

    /** A server whose clock is wrong, or that means never, is asked again by the engine's own measure. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.newBuilder()
                .body(new Limited(response.body(), mostBytes))
                .build();
    }

    /** The start of a refusal, which stays to be read. */
    static ApiAnswer peek(Response response, Clock clock) throws IOException {
        byte[] start = response.peekBody(ENOUGH_FOR_A_REFUSAL).bytes();
        return new ApiAnswer(response.code(), response.headers(), start, retryAfter(response.headers(), clock));
    }

    static ApiAnswer whole(Response response, Clock clock) throws IOException {
        return new ApiAnswer(
                response.code(), response.headers(), response.body().bytes(), retryAfter(response.headers(), clock));
    }

    /** Seconds or a day and time (RFC 9110 section 10.2.3). */
    private static @Nullable Duration retryAfter(Headers headers, Clock clock) {
        String value = headers.get("Retry-After");
        if (value != null && value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Date date = headers.getDate("Retry-After");
        Duration wait = date == null ? null : Duration.between(clock.instant(), date.toInstant());
        return wait == null || wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0 ? null : wait;
    }

    /** There is more of an answer than anybody may send. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Limited extends ResponseBody {

        private final ResponseBody body;
        private final BufferedSource source;

        Limited(ResponseBody body, long most) {
            this.body = body;
            this.source = Okio.buffer(new ForwardingSource(body.source()) {
                private long read;

                @Override
                public long read(Buffer sink, long byteCount) throws IOException {
                    long more = super.read(sink, byteCount);
                    read += Math.max(0, more);
                    if (read > most) {
                        throw new TooLargeException();
                    }
                    return more;
                }
            });
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
