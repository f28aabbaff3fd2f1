package io.kalends.examples.quickstart.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.EmulatedCalendar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.util.List;

/** Alice at her browser: Google's consent page and Google's own calendar pages. She knows nothing of the sync. */
final class Alice {

    static final String ADDRESS = "alice@example.com";

    private final EmulatedAccount account;
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    Alice(EmulatedAccount account) {
        this.account = account;
    }

    EmulatedCalendar calendar() {
        return account.primary();
    }

    /** Opens a page, and goes where it sends the browser; the consent page of the emulator agrees by itself. */
    HttpResponse<String> opens(URI page) throws IOException {
        try {
            return browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a page was loading", e);
        }
    }

    /** Adds an event of an hour. */
    void adds(String title, LocalDateTime start) {
        calendar().insert(event(title, start));
    }

    /** Adds an event of an hour that repeats each week. */
    void addsWeekly(String title, LocalDateTime start) {
        ObjectNode event = event(title, start);
        event.putArray("recurrence").add("RRULE:FREQ=WEEKLY");
        calendar().insert(event);
    }

    private static ObjectNode event(String title, LocalDateTime start) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("summary", title);
        event.putObject("start").put("dateTime", start + ":00").put("timeZone", GoogleWorld.ZONE.getId());
        event.putObject("end").put("dateTime", start.plusHours(1) + ":00").put("timeZone", GoogleWorld.ZONE.getId());
        return event;
    }

    /** Changes a field by Google's name of it. */
    void changes(String title, String field, String value) {
        calendar().patch(id(title), JsonNodeFactory.instance.objectNode().put(field, value));
    }

    void deletes(String title) {
        calendar().delete(id(title));
    }

    /** Deletes one occurrence of a series. */
    void deletesOccurrence(String title, String start) {
        calendar().cancelOccurrence(id(title), start);
    }

    /** Removes the app on Google's account page. */
    void removesTheApp() {
        account.revoke();
    }

    /** The titles of what takes place, sorted; a series counts once. */
    List<String> titles() {
        return calendar().events().stream()
                .map(event -> event.path("summary").asText())
                .sorted()
                .toList();
    }

    private String id(String title) {
        return calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals(title))
                .map(event -> event.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Alice has no event '" + title + "' at Google"));
    }
}
