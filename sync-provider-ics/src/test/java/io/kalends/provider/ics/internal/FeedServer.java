package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A web server with one feed, on a real socket: what it answers is the test's affair. */
final class FeedServer implements AutoCloseable {

    private static final String EMPTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nEND:VCALENDAR\r\n";

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private volatile Function<RecordedRequest, MockResponse> answer = request -> ok(EMPTY);

    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (requests) {
                    requests.add(request);
                }
                return answer.apply(request);
            }
        });
        server.start();
    }

    String address() {
        return server.url("/secret-token/feed.ics").toString();
    }

    String address(String path) {
        return server.url(path).toString();
    }

    void answer(Function<RecordedRequest, MockResponse> answer) {
        this.answer = answer;
    }

    void answer(String body) {
        answer(request -> ok(body));
    }

    /** Serves a file with an ETag, and 304 where it is known. */
    void serve(Path file) {
        answer(request -> {
            byte[] bytes;
            try {
                bytes = Files.exists(file) ? Files.readAllBytes(file) : EMPTY.getBytes(StandardCharsets.UTF_8);
            } catch (IOException e) {
                return new MockResponse.Builder().code(500).build();
            }
            String etag = "\"" + EventIds.hash(bytes) + "\"";
            if (etag.equals(request.getHeaders().get("If-None-Match"))) {
                return new MockResponse.Builder().code(304).build();
            }
            downloads.incrementAndGet();
            return new MockResponse.Builder()
                    .setHeader("ETag", etag)
                    .body(new Buffer().write(bytes))
                    .build();
        });
    }

    /** How often the feed was sent in full. */
    int downloads() {
        return downloads.get();
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    static MockResponse ok(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/calendar; charset=utf-8")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
