package io.kalends.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.Cursor;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Problem;
import io.kalends.sync.store.SideProgress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pair's state as JSON: members that are missing or unknown say nothing, so that older and newer nodes can share it. */
final class PairStates {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PairStates() {}

    static String write(PairState state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("left", side(state.left()));
        json.set("right", side(state.right()));
        json.put("rules", state.rules()).put("mapping", state.mapping()).put("clean", state.clean());
        var removals = json.putArray("removals");
        state.removals()
                .forEach(each ->
                        removals.addObject().put("at", each.at().toString()).put("count", each.count()));
        time(json, "lastRunAt", state.lastRunAt());
        time(json, "lastSuccessAt", state.lastSuccessAt());
        time(json, "lastFullAt", state.lastFullAt());
        Problem error = state.lastError();
        if (error != null) {
            json.putObject("lastError")
                    .put("what", error.what())
                    .put("action", error.action())
                    .put("since", error.since().toString());
        }
        return json.toString();
    }

    static PairState read(@Nullable String text, Place place) {
        if (text == null) {
            return PairState.NEW;
        }
        try {
            JsonNode json = JSON.readTree(text);
            List<PairState.Removals> removals = new ArrayList<>();
            for (JsonNode each : json.path("removals")) {
                removals.add(new PairState.Removals(
                        Instant.parse(each.path("at").asText()),
                        each.path("count").asInt()));
            }
            return new PairState(
                    side(json.path("left")),
                    side(json.path("right")),
                    json.path("rules").asLong(),
                    json.path("mapping").asLong(),
                    json.path("clean").asBoolean(),
                    removals,
                    time(json, "lastRunAt"),
                    time(json, "lastSuccessAt"),
                    time(json, "lastFullAt"),
                    problem(json.path("lastError")));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new SyncException(
                    place,
                    "the pair's stored state is damaged",
                    "restore a backup, or forget the pair",
                    withoutText(e));
        }
    }

    private static ObjectNode side(SideProgress progress) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        cursor(json, "committed", progress.committed());
        SideProgress.Listing listing = progress.listing();
        if (listing != null) {
            ObjectNode under = json.putObject("listing")
                    .put("generation", listing.generation())
                    .put("since", listing.since().toString())
                    .put("full", listing.full())
                    .put("complete", listing.complete());
            cursor(under, "next", listing.next());
        }
        if (progress.incarnation() != null) {
            json.put("incarnation", progress.incarnation());
        }
        json.put("query", progress.query());
        time(json, "listedAt", progress.listedAt());
        if (progress.collection() != null) {
            json.put("collection", progress.collection());
        }
        json.put("foundEmpty", progress.foundEmpty());
        return json;
    }

    private static SideProgress side(JsonNode json) {
        JsonNode listing = json.path("listing");
        return new SideProgress(
                cursor(json.path("committed")),
                listing.isMissingNode()
                        ? null
                        : new SideProgress.Listing(
                                listing.path("generation").asLong(),
                                cursor(listing.path("next")),
                                Instant.parse(listing.path("since").asText()),
                                listing.path("full").asBoolean(),
                                listing.path("complete").asBoolean()),
                json.path("incarnation").asText(null),
                json.path("query").asLong(),
                time(json, "listedAt"),
                json.path("collection").asText(null),
                json.path("foundEmpty").asBoolean());
    }

    private static void cursor(ObjectNode json, String name, @Nullable Cursor cursor) {
        if (cursor != null) {
            json.putObject(name).put("token", cursor.token()).put("incarnation", cursor.incarnation());
        }
    }

    private static @Nullable Cursor cursor(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new Cursor(
                        json.path("token").asText(), json.path("incarnation").asText(null));
    }

    private static @Nullable Problem problem(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new Problem(
                        json.path("what").asText(),
                        json.path("action").asText(),
                        Instant.parse(json.path("since").asText()));
    }

    private static void time(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        JsonNode time = json.path(name);
        return time.isTextual() ? Instant.parse(time.textValue()) : null;
    }

    /** A parser's message quotes what it read. */
    private static Exception withoutText(Exception e) {
        Exception bare = new IllegalArgumentException(e.getClass().getSimpleName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }
}
