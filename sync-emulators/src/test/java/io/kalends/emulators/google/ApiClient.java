package io.kalends.emulators.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A client of the API that hides nothing: status, headers and body as they came. */
final class ApiClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;
    private final String token;

    ApiClient(GoogleCalendarEmulator google, String token) {
        this.root = google.rootUri();
        this.token = token;
    }

    static ApiClient of(GoogleCalendarEmulator google, EmulatedAccount account) {
        return new ApiClient(google, account.accessToken());
    }

    record Answer(int status, JsonNode json, HttpResponse<byte[]> raw) {

        String reason() {
            return json.path("error").path("errors").path(0).path("reason").asText();
        }

        String text(String field) {
            return json.path(field).asText();
        }

        List<String> ids() {
            return json.path("items").findValuesAsText("id");
        }

        ObjectNode item(String id) {
            for (JsonNode item : json.path("items")) {
                if (item.path("id").asText().equals(id)) {
                    return (ObjectNode) item;
                }
            }
            throw new AssertionError("no row " + id + " among " + ids());
        }
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    /** An event of an hour, at nine on a day in March 2026, in Berlin. */
    static ObjectNode event(String summary, int day) {
        return json(String.format(
                "{'summary':'%s','start':{'dateTime':'2026-03-%02dT09:00:00','timeZone':'Europe/Berlin'},"
                        + "'end':{'dateTime':'2026-03-%02dT10:00:00','timeZone':'Europe/Berlin'}}",
                summary, day, day));
    }

    /** The same every day, so many times. */
    static ObjectNode daily(String summary, int firstDay, int count) {
        ObjectNode series = event(summary, firstDay);
        series.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=" + count);
        return series;
    }

    static String events(String calendarId) {
        return "calendars/" + encoded(calendarId) + "/events";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, JsonNode body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body.toString())));
    }

    Answer put(String path, JsonNode body, String... headers) {
        return send(request(path, headers).PUT(BodyPublishers.ofString(body.toString())));
    }

    Answer patch(String path, JsonNode body, String... headers) {
        return send(request(path, headers).method("PATCH", BodyPublishers.ofString(body.toString())));
    }

    Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** All rows of a listing, page by page; the last page is the second of the pair. */
    List<Answer> pages(String path) {
        List<Answer> pages = new ArrayList<>();
        Answer page = get(path);
        pages.add(page);
        while (page.json().has("nextPageToken")) {
            page = get(path + (path.contains("?") ? "&" : "?") + "pageToken=" + page.text("nextPageToken"));
            pages.add(page);
        }
        return pages;
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        path.startsWith("http") ? URI.create(path) : root.resolve("calendar/v3/" + path))
                .timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException failed) {
            throw new AssertionError("the call failed", failed);
        }
    }

    static Answer trySend(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            byte[] body = response.body();
            if (response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
                try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    body = unpacked.readAllBytes();
                }
            }
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Answer(
                    response.statusCode(), isJson ? JSON.readTree(body) : MissingNode.getInstance(), response);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
