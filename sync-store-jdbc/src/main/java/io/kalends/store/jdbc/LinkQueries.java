package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkCodec;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.RecordIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds links, each query by an index of its own. Bodies are decoded after the connection was given back. */
final class LinkQueries {

    /** Up to so many due links are sorted; of more, the table is read in its own order until enough are found. */
    private static final int MAX_SORTED = 10_000;

    private static final String LIST = "SELECT id, body FROM kalends_link WHERE ";

    private final Database database;
    private final Dialect dialect;
    private final LinkCodec codec;
    private final SeenRows seen;

    LinkQueries(Database database, Dialect dialect, LinkCodec codec, SeenRows seen) {
        this.database = database;
        this.dialect = dialect;
        this.codec = codec;
        this.seen = seen;
    }

    List<Link> ofIds(String pair, Collection<String> ids) {
        return byKeys(pair, "id", ids, link -> true);
    }

    List<Link> ofRecords(String pair, Side side, Collection<String> ids) {
        return byHash(pair, side, "_key", ids, Observation::id);
    }

    List<Link> children(String pair, Side side, Collection<String> parents) {
        return byHash(pair, side, "_parent", parents, Observation::parent);
    }

    List<Link> alike(
            String pair,
            Side side,
            Collection<Long> identities,
            Collection<Long> contents,
            Collection<String> origins) {
        Map<String, Link> found = new TreeMap<>();
        Set<Long> identified = new HashSet<>(identities);
        identified.remove(0L);
        Set<Long> bodies = new HashSet<>(contents);
        Set<String> marks = new HashSet<>(origins);
        List<Long> hashes = marks.stream().map(RecordIds::hash).toList();
        for (Link link : byEither(pair, side, "_identity", identified, half -> identified.contains(half.identity()))) {
            found.put(link.id(), link);
        }
        for (Link link : byEither(pair, side, "_content", bodies, half -> bodies.contains(half.content()))) {
            found.put(link.id(), link);
        }
        for (Link link : byEither(pair, side, "_origin", hashes, half -> marks.contains(half.origin()))) {
            found.put(link.id(), link);
        }
        return List.copyOf(found.values());
    }

    List<Link> due(String pair, Instant now, @Nullable String after, int max) {
        long until = Micros.of(now);
        List<String> due = database.read(connection -> Sql.list(
                connection,
                // Both bounds: without a lower one, H2 also walks through all links that are not due at any time.
                "SELECT id FROM kalends_link WHERE pair = ? AND due_at >= ? AND due_at <= ?"
                        + " ORDER BY pair, due_at, id LIMIT ?",
                statement -> {
                    statement.setLong(1, PairRows.number(pair));
                    statement.setLong(2, Long.MIN_VALUE);
                    statement.setLong(3, until);
                    statement.setInt(4, MAX_SORTED + 1);
                },
                row -> row.getString(1)));
        if (due.size() > MAX_SORTED) {
            return page(pair, "pair = ? AND id > ? AND due_at <= ? ORDER BY pair, id LIMIT ?", until, after, max);
        }
        String from = after == null ? "" : after;
        return ofIds(
                pair,
                due.stream()
                        .filter(id -> id.compareTo(from) > 0)
                        .sorted()
                        .limit(max)
                        .toList());
    }

    List<Link> intended(String pair, @Nullable String after, int max) {
        return page(
                pair, "pair = ? AND id > ? AND intent_open = ? ORDER BY pair, intent_open, id LIMIT ?", 1, after, max);
    }

    List<Link> list(String pair, @Nullable LinkStatus status, @Nullable String after, int max) {
        return status == null
                ? page(pair, "pair = ? AND id > ? ORDER BY pair, id LIMIT ?", null, after, max)
                : page(
                        pair,
                        "pair = ? AND id > ? AND status = ? ORDER BY pair, status, id LIMIT ?",
                        status.name(),
                        after,
                        max);
    }

    List<Link> unseen(String pair, Side side, long generation, @Nullable String after, int max) {
        List<String> ids = database.read(connection -> {
            long[] marks = seen.of(connection, PairRows.number(pair), side, generation);
            List<String> unseen = new ArrayList<>();
            String last = after == null ? "" : after;
            while (unseen.size() < max) {
                List<Map.Entry<String, Long>> some = there(connection, pair, side, last);
                for (Map.Entry<String, Long> link : some) {
                    if (unseen.size() < max && Arrays.binarySearch(marks, link.getValue()) < 0) {
                        unseen.add(link.getKey());
                    }
                }
                if (some.size() < Sql.BATCH * 10) {
                    return unseen;
                }
                last = some.get(some.size() - 1).getKey();
            }
            return unseen;
        });
        return ofIds(pair, ids);
    }

    Map<LinkStatus, Long> counts(String pair) {
        Map<LinkStatus, Long> counts = new EnumMap<>(LinkStatus.class);
        database.read(connection -> Sql.list(
                connection,
                "SELECT status, COUNT(*) FROM kalends_link WHERE pair = ? GROUP BY status",
                statement -> statement.setLong(1, PairRows.number(pair)),
                row -> counts.put(LinkStatus.valueOf(row.getString(1)), row.getLong(2))));
        return counts;
    }

    /** Links that count as there on a side, with the hash of their record's id. */
    private static List<Map.Entry<String, Long>> there(Connection connection, String pair, Side side, String after)
            throws SQLException {
        return Sql.list(
                connection,
                "SELECT id, " + side.label() + "_key FROM kalends_link WHERE pair = ? AND id > ? AND " + side.label()
                        + "_presence IN (0, 1) ORDER BY pair, id LIMIT ?",
                statement -> {
                    statement.setLong(1, PairRows.number(pair));
                    statement.setString(2, after);
                    statement.setInt(3, Sql.BATCH * 10);
                },
                row -> Map.entry(row.getString(1), row.getLong(2)));
    }

    private List<Link> page(String pair, String condition, @Nullable Object value, @Nullable String after, int max) {
        List<Stored> rows = database.read(connection -> Sql.list(
                connection,
                LIST + condition,
                statement -> {
                    statement.setLong(1, PairRows.number(pair));
                    statement.setString(2, after == null ? "" : after);
                    int index = 3;
                    if (value != null) {
                        statement.setObject(index++, value);
                    }
                    statement.setInt(index, max);
                },
                row -> new Stored(row.getString(1), row.getBytes(2))));
        return decode(pair, rows);
    }

    private interface Half {
        @Nullable
        String of(Observation observation);
    }

    /** Links by the hash of a text; those whose text only has the same hash are left out. */
    private List<Link> byHash(String pair, Side side, String column, Collection<String> texts, Half half) {
        Set<String> wanted = new HashSet<>(texts);
        return byKeys(
                pair,
                side.label() + column,
                wanted.stream().map(RecordIds::hash).toList(),
                link -> link.on(side)
                        .flatMap(observation -> Optional.ofNullable(half.of(observation)))
                        .filter(wanted::contains)
                        .isPresent());
    }

    /** Links by a number that stands with the right half only where both halves have it. */
    private List<Link> byEither(
            String pair, Side side, String column, Collection<Long> wanted, Predicate<Observation> bears) {
        Predicate<Link> isWanted = link -> link.on(side).filter(bears).isPresent();
        if (side == Side.RIGHT) {
            return byKeys(pair, Side.RIGHT.label() + column, wanted, isWanted);
        }
        List<Link> found = new ArrayList<>(byKeys(pair, Side.LEFT.label() + column, wanted, isWanted));
        // Not those of a right half alone, which are what a first sync is full of.
        found.addAll(byKeys(pair, Side.RIGHT.label() + column, " AND left_key IS NOT NULL", wanted, isWanted));
        return found;
    }

    private List<Link> byKeys(String pair, String column, Collection<?> keys, Predicate<Link> wanted) {
        return byKeys(pair, column, "", keys, wanted);
    }

    private List<Link> byKeys(
            String pair, String column, String condition, Collection<?> keys, Predicate<Link> wanted) {
        List<Object> distinct = List.copyOf(new HashSet<>(keys));
        if (distinct.isEmpty()) {
            return List.of();
        }
        List<Stored> rows = database.read(connection -> {
            List<Stored> all = new ArrayList<>();
            for (int from = 0; from < distinct.size(); from += dialect.keysAtOnce()) {
                List<Object> some = distinct.subList(from, Math.min(distinct.size(), from + dialect.keysAtOnce()));
                int named = dialect.padded(some.size());
                all.addAll(Sql.list(
                        connection,
                        LIST + dialect.keyed("pair", column, named) + condition,
                        statement -> dialect.bindKeys(statement, PairRows.number(pair), some, named),
                        row -> new Stored(row.getString(1), row.getBytes(2))));
            }
            return all;
        });
        Map<String, Link> found = new TreeMap<>();
        decode(pair, rows).stream().filter(wanted).forEach(link -> found.put(link.id(), link));
        return List.copyOf(found.values());
    }

    private List<Link> decode(String pair, List<Stored> rows) {
        return rows.stream().map(row -> codec.decode(row.id, pair, row.body)).toList();
    }

    /** A row as it was read. */
    private static final class Stored {
        private final String id;
        private final byte[] body;

        Stored(String id, byte[] body) {
            this.id = id;
            this.body = body;
        }
    }
}
