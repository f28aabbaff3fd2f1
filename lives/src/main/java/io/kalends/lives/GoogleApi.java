package io.kalends.lives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The raw Calendar API, as another program calls it. What Google refuses is an {@link IllegalStateException}. */
final class GoogleApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI events;
    private final Supplier<String> token;

    /** @param token a fresh access token */
    GoogleApi(HttpClient http, URI root, String calendar, Supplier<String> token) {
        this.http = http;
        this.events = root.resolve(
                "calendar/v3/calendars/" + URLEncoder.encode(calendar, StandardCharsets.UTF_8) + "/events");
        this.token = token;
    }

    /** Every row that a listing shows, cancelled ones too. */
    List<JsonNode> all() {
        List<JsonNode> rows = new ArrayList<>();
        String page = "";
        do {
            JsonNode answer = call("GET", "?showDeleted=true&maxResults=2500" + page, "");
            answer.path("items").forEach(rows::add);
            page = answer.has("nextPageToken")
                    ? "&pageToken=" + answer.path("nextPageToken").asText()
                    : "";
        } while (!page.isEmpty());
        return rows;
    }

    ObjectNode get(String id) {
        return (ObjectNode) call("GET", "/" + id, "");
    }

    String insert(ObjectNode event) {
        return call("POST", "", event.toString()).path("id").asText();
    }

    void patch(String id, ObjectNode changes) {
        call("PATCH", "/" + id, changes.toString());
    }

    void put(String id, ObjectNode event) {
        call("PUT", "/" + id, event.toString());
    }

    void delete(String id) {
        call("DELETE", "/" + id, "");
    }

    private JsonNode call(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(events + path))
                            .header("Authorization", "Bearer " + token.get())
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("Google says " + answer.statusCode());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
