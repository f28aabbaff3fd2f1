package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Sync tokens and page tokens of one list: opaque outside, and bound to the query they came from. */
final class Tokens {

    private final World world;
    private final String list;
    private final long incarnation;

    /**
     * @param list what is listed, for whom
     * @param incarnation the number of the change that made the list; tokens from before the last change of rights die too
     */
    Tokens(World world, String list, long incarnation) {
        this.world = world;
        this.list = list;
        this.incarnation = incarnation;
    }

    /** Where a listing stands. */
    record Page(long from, long upTo, String after) {}

    String sync(long change, String query) {
        return write(base("sync", query).put("n", change).put("at", world.now().getEpochSecond()));
    }

    String page(Page page, String query) {
        return write(base("page", query)
                .put("from", page.from())
                .put("n", page.upTo())
                .put("after", page.after()));
    }

    private ObjectNode base(String type, String query) {
        return Json.object()
                .put("type", type)
                .put("list", list)
                .put("i", incarnation)
                .put("g", world.tokenGeneration())
                .put("q", query.hashCode());
    }

    private static String write(ObjectNode token) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The change up to which the owner of a sync token knows everything. */
    long changeOf(String token, String query) {
        ObjectNode read = read(token, "sync", query)
                .orElseThrow(() -> GoogleError.noToken("syncToken", "Invalid sync token value."));
        Instant end = Instant.ofEpochSecond(read.path("at").asLong())
                .plus(world.behaviour().syncTokenLife());
        if (stale(read) || !world.now().isBefore(end)) {
            throw GoogleError.fullSync();
        }
        return read.path("n").asLong();
    }

    Page pageOf(String token, String query) {
        ObjectNode read = read(token, "page", query)
                .orElseThrow(() -> GoogleError.noToken("pageToken", "Invalid page token value."));
        if (stale(read)) {
            throw GoogleError.fullSync();
        }
        return new Page(
                read.path("from").asLong(),
                read.path("n").asLong(),
                read.path("after").asText());
    }

    private boolean stale(ObjectNode token) {
        return token.path("g").asLong() != world.tokenGeneration()
                || token.path("i").asLong() != incarnation;
    }

    private Optional<ObjectNode> read(String token, String type, String query) {
        try {
            ObjectNode read = Json.read(Base64.getUrlDecoder().decode(token));
            return Optional.of(read)
                    .filter(node -> node.path("type").asText().equals(type))
                    .filter(node -> node.path("list").asText().equals(list))
                    .filter(node -> node.path("q").asInt() == query.hashCode());
        } catch (IllegalArgumentException | GoogleError garbage) {
            return Optional.empty();
        }
    }
}
