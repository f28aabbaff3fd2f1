package io.kalends.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.store.jdbc.internal.Dialect;
import io.kalends.store.jdbc.internal.Micros;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Extent;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.RecordIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of events of one calendar. Deleted rows are found by nothing but the key they were created with. */
final class EventRows implements RowReader<CalendarEvent> {

    private static final int MAX_UID = 1_024;
    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECT =
            "SELECT id, version, modified_at, parent_id, origin, json FROM kalends_event WHERE ";

    private final Dialect dialect;
    private final String calendar;
    private final long number;

    EventRows(Dialect dialect, String calendar) {
        this.dialect = dialect;
        this.calendar = calendar;
        number = LogRows.number(calendar);
    }

    @Override
    public List<Versioned<CalendarEvent>> after(Connection connection, String after, int max) throws SQLException {
        return Sql.list(
                connection,
                SELECT + "calendar = ? AND id > ? AND deleted_at IS NULL ORDER BY calendar, id LIMIT ?",
                statement -> {
                    statement.setLong(1, number);
                    statement.setString(2, after);
                    statement.setInt(3, max);
                },
                this::read);
    }

    @Override
    public List<Versioned<CalendarEvent>> load(Connection connection, Collection<String> ids) throws SQLException {
        List<String> all = List.copyOf(ids);
        List<Versioned<CalendarEvent>> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += dialect.keysAtOnce()) {
            List<String> some = all.subList(from, Math.min(all.size(), from + dialect.keysAtOnce()));
            int named = dialect.padded(some.size());
            found.addAll(Sql.list(
                    connection,
                    SELECT + dialect.keyed("calendar", "id", named) + " AND deleted_at IS NULL",
                    statement -> dialect.bindKeys(statement, number, some, named),
                    this::read));
        }
        return found;
    }

    /** The series and its occurrences apart, in the order of their ids. */
    List<Versioned<CalendarEvent>> ofUid(Connection connection, String uid) throws SQLException {
        return Sql.list(
                        connection,
                        SELECT + "calendar = ? AND uid_key = ? AND deleted_at IS NULL ORDER BY id",
                        statement -> {
                            statement.setLong(1, number);
                            statement.setLong(2, RecordIds.hash(uid));
                        },
                        this::read)
                .stream()
                .filter(row -> row.record().uid().equals(uid))
                .toList();
    }

    List<Versioned<CalendarEvent>> children(Connection connection, String parent) throws SQLException {
        return Sql.list(
                connection,
                SELECT + "calendar = ? AND parent_id = ? AND deleted_at IS NULL ORDER BY id",
                statement -> {
                    statement.setLong(1, number);
                    statement.setString(2, parent);
                },
                this::read);
    }

    /** What may overlap a range: those that end in it or later, and those without an end. */
    List<Versioned<CalendarEvent>> between(Connection connection, Instant from, Instant to) throws SQLException {
        List<Versioned<CalendarEvent>> found = new ArrayList<>();
        for (String end : List.of("end_at >= ?", "end_at IS NULL")) {
            found.addAll(Sql.list(
                    connection,
                    SELECT + "calendar = ? AND start_at < ? AND deleted_at IS NULL AND " + end,
                    statement -> {
                        statement.setLong(1, number);
                        statement.setLong(2, Micros.atOrAfter(to));
                        if (end.contains("?")) {
                            statement.setLong(3, Micros.of(from));
                        }
                    },
                    this::read));
        }
        return found;
    }

    /** The id of the row that was created with a key, deleted ones included. */
    Optional<String> createdWith(Connection connection, String key) throws SQLException {
        return Sql.first(
                connection,
                "SELECT id FROM kalends_event WHERE calendar = ? AND create_key = ?",
                statement -> {
                    statement.setLong(1, number);
                    statement.setString(2, key);
                },
                row -> row.getString(1));
    }

    void insert(Connection connection, Stored event, Instant now) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO kalends_event (uid, uid_key, recurrence_id, start_at, end_at, json, modified_at,"
                        + " parent_id, calendar, id, create_key, origin, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, 1)",
                statement -> {
                    int next = bind(statement, event.record(), now);
                    statement.setString(next, event.parent());
                    statement.setLong(next + 1, number);
                    statement.setString(next + 2, event.id());
                    statement.setString(next + 3, event.key());
                    statement.setString(next + 4, event.origin());
                });
    }

    /** Replaces a row that is at this version; whether it was. */
    boolean update(
            Connection connection,
            String id,
            String version,
            CalendarEvent record,
            @Nullable String parent,
            Instant now)
            throws SQLException {
        return 1
                == Sql.update(
                        connection,
                        "UPDATE kalends_event SET uid = ?, uid_key = ?, recurrence_id = ?, start_at = ?, end_at = ?,"
                                + " json = ?, modified_at = ?, parent_id = ?, version = version + 1"
                                + " WHERE calendar = ? AND id = ? AND version = ? AND deleted_at IS NULL",
                        statement -> {
                            int next = bind(statement, record, now);
                            statement.setString(next, parent);
                            statement.setLong(next + 1, number);
                            statement.setString(next + 2, id);
                            statement.setLong(next + 3, Long.parseLong(version));
                        });
    }

    /** Puts rows under a parent: another version of each, but no edit of it, so that its time stays. */
    void adopt(Connection connection, String parent, List<String> ids) throws SQLException {
        Sql.batch(
                connection,
                "UPDATE kalends_event SET parent_id = ?, version = version + 1 WHERE calendar = ? AND id = ?",
                ids,
                (statement, id) -> {
                    statement.setString(1, parent);
                    statement.setLong(2, number);
                    statement.setString(3, id);
                });
    }

    /** Marks a row that is at this version as deleted; whether it was. */
    boolean delete(Connection connection, String id, String version, Instant now) throws SQLException {
        return 1
                == Sql.update(
                        connection,
                        "UPDATE kalends_event SET deleted_at = ?, modified_at = ?, version = version + 1"
                                + " WHERE calendar = ? AND id = ? AND version = ? AND deleted_at IS NULL",
                        statement -> {
                            statement.setLong(1, Micros.of(now));
                            statement.setLong(2, Micros.of(now));
                            statement.setLong(3, number);
                            statement.setString(4, id);
                            statement.setLong(5, Long.parseLong(version));
                        });
    }

    int purge(Connection connection, Instant before) throws SQLException {
        return Sql.update(
                connection,
                "DELETE FROM kalends_event WHERE calendar = ? AND deleted_at >= ? AND deleted_at < ?",
                statement -> {
                    statement.setLong(1, number);
                    statement.setLong(2, Long.MIN_VALUE);
                    statement.setLong(3, Micros.of(before));
                });
    }

    /** A row to insert. */
    record Stored(
            String id,
            CalendarEvent record,
            @Nullable String parent,
            @Nullable String key,
            @Nullable String origin) {}

    private int bind(PreparedStatement statement, CalendarEvent event, Instant now) throws SQLException {
        if (event.uid().length() > MAX_UID) {
            throw new RejectedException(
                    place(), "an event's uid has more than " + MAX_UID + " characters", "shorten it where it is made");
        }
        Optional<Extent> extent = TYPE.extent(event);
        statement.setString(1, event.uid());
        statement.setLong(2, RecordIds.hash(event.uid()));
        statement.setString(3, recurrenceId(event));
        Sql.setLong(statement, 4, extent.map(Extent::start).map(Micros::of).orElse(null));
        Sql.setLong(statement, 5, extent.map(Extent::end).map(Micros::atOrAfter).orElse(null));
        statement.setString(6, TYPE.encode(event).toString());
        statement.setLong(7, Micros.of(now));
        return 8;
    }

    static @Nullable String recurrenceId(CalendarEvent event) {
        return event.originalStart().map(EventTime::occurrenceKey).orElse(null);
    }

    private Versioned<CalendarEvent> read(ResultSet row) throws SQLException {
        CalendarEvent event = parse(row.getString(1), row.getString(6));
        return Versioned.of(row.getString(1), Long.toString(row.getLong(2)), event)
                .modifiedAt(Micros.instant(row.getLong(3)))
                .childOf(row.getString(4))
                .withOrigin(row.getString(5));
    }

    private CalendarEvent parse(String id, String json) {
        try {
            return TYPE.decode(JSON.readTree(json));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SyncException(
                    place(),
                    "the JSON of event " + id + " is damaged",
                    "correct the row in kalends_event, or delete it");
        }
    }

    private Place place() {
        return new Place("jdbc", calendar);
    }
}
