package io.kalends.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.record.RecordType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Changes one calendar's events, for the app and for runs alike. It first holds the calendar's counter, so that changes of
 * a calendar follow each other, and logs what changes beside the event named: the occurrences of a series.
 */
final class EventWriter implements RowWriter<CalendarEvent> {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    private final JdbcChangeLog log;
    private final String calendar;
    private final EventRows rows;
    private final RandomGenerator random;

    EventWriter(JdbcChangeLog log, String calendar, EventRows rows, RandomGenerator random) {
        this.log = log;
        this.calendar = calendar;
        this.rows = rows;
        this.random = random;
    }

    @Override
    public Inserted insert(Connection connection, Write.Create<CalendarEvent> create) throws SQLException {
        log.rows().hold(connection, calendar);
        Optional<String> before = rows.createdWith(connection, create.key());
        if (before.isPresent()) {
            return Inserted.found(before.get());
        }
        CalendarEvent event = create.record();
        String parent = create.parent();
        if (parent != null) {
            // Whatever the occurrence is called elsewhere, here it goes by its series' UID.
            event = event.ofSeries(rows.load(connection, List.of(parent)).stream()
                    .findFirst()
                    .orElseThrow(() -> new ParentGoneException(parent))
                    .record()
                    .uid());
        }
        // Such as one that the app saved after this calendar was read.
        Optional<Versioned<CalendarEvent>> named = named(connection, event);
        return named.isPresent()
                ? Inserted.found(named.get().id())
                : Inserted.made(insert(connection, event, parent, create.key(), create.origin()));
    }

    @Override
    public boolean update(Connection connection, Write.Update<CalendarEvent> update) throws SQLException {
        log.rows().hold(connection, calendar);
        Optional<Versioned<CalendarEvent>> current = find(connection, update.id(), update.revision());
        if (current.isEmpty()) {
            return false;
        }
        Map<String, JsonNode> values = new HashMap<>();
        update.changed().forEach(name -> values.put(name, TYPE.field(name).value(update.record())));
        return replace(connection, current.get(), TYPE.patch(current.get().record(), values));
    }

    @Override
    public boolean delete(Connection connection, Write.Delete<CalendarEvent> delete) throws SQLException {
        log.rows().hold(connection, calendar);
        Optional<Versioned<CalendarEvent>> current = find(connection, delete.id(), delete.revision());
        if (current.isEmpty()) {
            return false;
        }
        Instant now = log.clock().instant();
        List<Versioned<CalendarEvent>> children = rows.children(connection, delete.id());
        for (Versioned<CalendarEvent> child : children) {
            rows.delete(connection, child.id(), revision(child), now);
        }
        log.rows()
                .append(
                        connection,
                        calendar,
                        children.stream().map(Versioned::id).toList(),
                        true,
                        now);
        return rows.delete(connection, delete.id(), revision(current.get()), now);
    }

    /** Puts an event in the place of the one with its uid and recurrence id, if it is at this revision; its row's id. */
    Optional<String> save(Connection connection, CalendarEvent event, @Nullable String revision) throws SQLException {
        log.rows().hold(connection, calendar);
        Optional<Versioned<CalendarEvent>> current = named(connection, event);
        if (revision != null
                && current.filter(row -> revision.equals(row.revision())).isEmpty()) {
            return Optional.empty();
        }
        if (current.isEmpty()) {
            return Optional.of(insert(connection, event, null, null, null));
        }
        replace(connection, current.get(), event);
        return Optional.of(current.get().id());
    }

    /** The row in whose place an event is saved: there is one of a name. */
    private Optional<Versioned<CalendarEvent>> named(Connection connection, CalendarEvent event) throws SQLException {
        String occurrence = EventRows.recurrenceId(event);
        return rows.ofUid(connection, event.uid()).stream()
                .filter(row -> Objects.equals(EventRows.recurrenceId(row.record()), occurrence))
                .findFirst();
    }

    private String insert(
            Connection connection,
            CalendarEvent event,
            @Nullable String parent,
            @Nullable String key,
            @Nullable String origin)
            throws SQLException {
        String id = RandomText.of(random);
        Instant now = log.clock().instant();
        List<Versioned<CalendarEvent>> family = rows.ofUid(connection, event.uid());
        String under = parent == null && event.isOccurrence() ? series(family) : parent;
        rows.insert(connection, new EventRows.Stored(id, event, under, key, origin), now);
        if (!event.isOccurrence()) {
            adopt(connection, family, id, now);
        }
        return id;
    }

    /** Occurrences that came before their series become its children; whoever reads the log is told them anew. */
    private void adopt(Connection connection, List<Versioned<CalendarEvent>> family, String id, Instant now)
            throws SQLException {
        List<String> orphans = family.stream()
                .filter(row -> row.record().isOccurrence() && row.parent() == null)
                .map(Versioned::id)
                .toList();
        rows.adopt(connection, id, orphans);
        log.rows().append(connection, calendar, orphans, false, now);
    }

    private static @Nullable String series(List<Versioned<CalendarEvent>> family) {
        return family.stream()
                .filter(row -> !row.record().isOccurrence())
                .map(Versioned::id)
                .findFirst()
                .orElse(null);
    }

    private boolean replace(Connection connection, Versioned<CalendarEvent> current, CalendarEvent event)
            throws SQLException {
        return rows.update(
                connection,
                current.id(),
                revision(current),
                event,
                current.parent(),
                log.clock().instant());
    }

    private Optional<Versioned<CalendarEvent>> find(Connection connection, String id, @Nullable String revision)
            throws SQLException {
        return rows.load(connection, List.of(id)).stream()
                .filter(row -> revision == null || revision.equals(row.revision()))
                .findFirst();
    }

    private static String revision(Versioned<CalendarEvent> row) {
        return Objects.requireNonNull(row.revision());
    }
}
