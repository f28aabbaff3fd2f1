package io.kalends.provider.google.internal;

import io.kalends.sync.account.Account;
import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.Credentials.BearerToken;
import io.kalends.sync.spi.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A web server on a real socket that answers what a test says, in place of Google; for what an emulator would not do. */
final class CannedGoogle implements AutoCloseable {

    /** Begins each access token; no log may hold it. */
    static final String TOKEN = "ya29.canned-";

    private static final Pattern PART = Pattern.compile("Content-ID: (\\d+)\r\n(?:[^\r\n]+\r\n)*\r\n([A-Z]+) (\\S+) ");

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile Function<RecordedRequest, MockResponse> answer = request -> json(404, "");

    CannedGoogle() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (requests) {
                    requests.add(request);
                }
                return answer.apply(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CannedGoogle answer(Function<RecordedRequest, MockResponse> answer) {
        this.answer = answer;
        return this;
    }

    CannedGoogle answer(MockResponse always) {
        return answer(request -> always);
    }

    ProviderSettings settings() {
        return ProviderSettings.defaults().baseUri(server.url("/").uri());
    }

    GoogleApi api() {
        return GoogleApi.of(new Account("ada", credentials()), settings());
    }

    GoogleConnection connection() {
        return new GoogleConnection(new Account("ada", credentials()), settings());
    }

    /** Tokens numbered from 0, a new one for each renewal. */
    CredentialSource credentials() {
        return new CredentialSource() {
            @Override
            public Credentials current() {
                return new BearerToken(TOKEN + renewals.get(), null);
            }

            @Override
            public Credentials renewed(Credentials refused) {
                renewals.incrementAndGet();
                return current();
            }
        };
    }

    int renewals() {
        return renewals.get();
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=UTF-8")
                .body(body)
                .build();
    }

    static String error(int status, String reason) {
        return error(status, reason, "Something with 'Meeting with the bank' in it.");
    }

    /** An error as Google writes it. */
    static String error(int status, String reason, String message) {
        return "{\"error\":{\"errors\":[{\"domain\":\"global\",\"reason\":\"%s\",\"message\":\"%s\"}],\"code\":%d,\"message\":\"%s\"}}"
                .formatted(reason, message, status, message);
    }

    static MockResponse refusal(int status, String reason) {
        return json(status, error(status, reason));
    }

    /** A part of a batch: its number, method and path. */
    record Part(int number, String method, String url) {}

    static List<Part> parts(RecordedRequest request) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(body(request));
        while (matcher.find()) {
            parts.add(new Part(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
        }
        return parts;
    }

    static String part(int number, int status, String json) {
        return "--b\r\nContent-Type: application/http\r\nContent-ID: response-" + number + "\r\n\r\nHTTP/1.1 " + status
                + " Words\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + json + "\r\n";
    }

    static MockResponse multipart(String parts) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "multipart/mixed; boundary=b")
                .body(parts + "--b--\r\n")
                .build();
    }

    /** Answers each part of a batch. */
    static MockResponse batch(RecordedRequest request, Function<Part, String> answer) {
        StringBuilder parts = new StringBuilder();
        parts(request).forEach(part -> parts.append(answer.apply(part)));
        return multipart(parts.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
