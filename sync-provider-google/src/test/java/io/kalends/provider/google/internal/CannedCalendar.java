package io.kalends.provider.google.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.provider.google.internal.CannedGoogle.Part;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** A session with a calendar whose answers are canned: a test says what each part of a batch is answered with. */
final class CannedCalendar implements AutoCloseable {

    static final String OWNER = "\"timeZone\":\"Europe/Berlin\",\"accessRole\":\"owner\"";

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleConnection connection = google.connection();
    private final ReplicaSession<CalendarEvent> session =
            connection.replica("work", CalendarEvents.type()).open();
    private volatile Function<Part, String> answer = part -> part(part, 404, CannedGoogle.error(404, "notFound"));
    private volatile Function<RecordedRequest, MockResponse> batches = this::parts;
    private volatile String facts = "{" + OWNER + "}";

    CannedCalendar() {
        google.answer(request -> isBatch(request) ? batches.apply(request) : CannedGoogle.json(200, facts));
    }

    private static boolean isBatch(RecordedRequest request) {
        return request.getTarget().startsWith("/batch");
    }

    private MockResponse parts(RecordedRequest request) {
        return CannedGoogle.batch(request, part -> answer.apply(part));
    }

    ReplicaSession<CalendarEvent> session() {
        return session;
    }

    /** What a listing answers, and with it what the calendar is. */
    CannedCalendar listing(String json) {
        this.facts = json;
        return this;
    }

    CannedCalendar parts(Function<Part, String> answer) {
        this.answer = answer;
        return this;
    }

    /** Answers whole batches, counted from 0; {@code null} leaves it to {@link #parts}. */
    CannedCalendar batches(Function<Integer, MockResponse> answer) {
        this.batches = request -> {
            MockResponse whole = answer.apply(sent().size() - 1);
            return whole == null ? parts(request) : whole;
        };
        return this;
    }

    static String part(Part part, int status, String json) {
        return CannedGoogle.part(part.number(), status, json);
    }

    static String refusal(Part part, int status, String reason) {
        return part(part, status, CannedGoogle.error(status, reason));
    }

    /** An event of this id. */
    static String event(Part part, String id, String more) {
        return part(part, 200, json(id, more));
    }

    static String json(String id, String more) {
        return "{\"id\":\"%s\",\"etag\":\"\\\"1\\\"\",\"status\":\"confirmed\",\"summary\":\"Meeting\",".formatted(id)
                + "\"start\":{\"dateTime\":\"2026-03-02T09:00:00+01:00\",\"timeZone\":\"Europe/Berlin\"},"
                + "\"end\":{\"dateTime\":\"2026-03-02T10:00:00+01:00\",\"timeZone\":\"Europe/Berlin\"}" + more + "}";
    }

    static String deleted(Part part, String id) {
        return part(part, 200, "{\"id\":\"" + id + "\",\"status\":\"cancelled\"}");
    }

    List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
        return session.sink().orElseThrow().write(WriteRequest.of(writes)).results();
    }

    WriteResult<CalendarEvent> write(Write<CalendarEvent> write) {
        return write(List.of(write)).get(0);
    }

    /** The parts of each batch, as {@code GET /events/a}. */
    List<List<String>> sent() {
        List<List<String>> sent = new ArrayList<>();
        for (RecordedRequest request : google.requests()) {
            if (isBatch(request)) {
                sent.add(CannedGoogle.parts(request).stream()
                        .map(part -> part.method()
                                + part.url()
                                        .replaceAll(".*/calendars/work", " ")
                                        .replaceAll("\\?.*", ""))
                        .toList());
            }
        }
        return sent;
    }

    /** The bodies of the batches. */
    List<String> bodies() {
        return google.requests().stream()
                .filter(CannedCalendar::isBatch)
                .map(CannedGoogle::body)
                .toList();
    }

    /** What was sent besides batches. */
    List<RecordedRequest> others() {
        return google.requests().stream().filter(request -> !isBatch(request)).toList();
    }

    static List<String> names(List<?> results) {
        return results.stream().map(result -> result.getClass().getSimpleName()).toList();
    }

    static String id(Part part) {
        String[] path = part.url().replaceAll("\\?.*", "").split("/");
        return Arrays.asList(path).get(path.length - 1);
    }

    @Override
    public void close() {
        session.close();
        connection.close();
        google.close();
    }
}
