package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Cuts a list into pages. A page goes on behind the last row of the one before, wherever that row is now. */
final class Paging {

    private static final List<String> QUERY = List.of(
            "syncToken",
            "iCalUID",
            "orderBy",
            "privateExtendedProperty",
            "q",
            "sharedExtendedProperty",
            "timeMin",
            "timeMax",
            "updatedMin",
            "showDeleted",
            "singleEvents",
            "eventTypes",
            "maxAttendees",
            "timeZone",
            "minAccessRole",
            "showHidden",
            "originalStart");

    private final World world;
    private final Tokens tokens;
    private final Query query;
    private final int size;
    private long upTo;

    Paging(World world, Tokens tokens, Query query, int normal, int most) {
        this.world = world;
        this.tokens = tokens;
        this.query = query;
        int wanted = query.number("maxResults").orElse(normal);
        if (wanted < 1) {
            throw GoogleError.badParameter("maxResults", "Invalid value for parameter maxResults.");
        }
        this.size = Math.min(Math.min(wanted, most), world.behaviour().pageLimit());
        this.upTo = world.changes();
    }

    /** The change that the listing had seen when it began: what came later is told by its sync token. */
    long upTo() {
        return upTo;
    }

    /**
     * Adds a page's rows, and the token of the next page if there is one.
     *
     * @param rows in any order; of several with one key the last counts
     * @param key by which they are listed
     * @param from the change since which a delta is listed, kept in the page token
     * @return whether this was the last page
     */
    <R> boolean fill(
            ObjectNode answer, Stream<R> rows, Function<R, String> key, Function<R, ObjectNode> shown, long from) {
        String signature = query.signature(QUERY);
        Optional<Tokens.Page> here = query.first("pageToken").map(token -> tokens.pageOf(token, signature));
        here.ifPresent(page -> upTo = page.upTo());
        String after = here.map(Tokens.Page::after).orElse("");
        ArrayNode items = answer.putArray("items");
        if (here.isEmpty() && world.behaviour().emptyFirstPages()) {
            answer.put("nextPageToken", tokens.page(new Tokens.Page(from, upTo, ""), signature));
            return false;
        }
        TreeMap<String, R> sorted = new TreeMap<>();
        rows.forEach(row -> sorted.put(key.apply(row), row));
        boolean repeats = world.behaviour().repeatedRows() && !after.isEmpty();
        NavigableMap<String, R> left = sorted.tailMap(after, false);
        Stream<R> again = repeats ? Stream.ofNullable(sorted.get(after)) : Stream.of();
        Stream.concat(again, left.values().stream().limit(size)).map(shown).forEach(items::add);
        if (left.size() <= size) {
            return true;
        }
        String last = left.keySet().stream().skip(size - 1L).findFirst().orElseThrow();
        answer.put("nextPageToken", tokens.page(new Tokens.Page(from, upTo, last), signature));
        return false;
    }
}
