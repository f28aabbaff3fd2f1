package io.kalends.store.jdbc;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Lists a host's rows by id, then goes on in the log from where the listing began: what changed meanwhile comes again, and
 * nothing is missed.
 */
final class LoggedSource<R> implements ChangeSource<R> {

    private final JdbcChangeLog log;
    private final String calendar;
    private final RowReader<R> reader;

    LoggedSource(JdbcChangeLog log, String calendar, RowReader<R> reader) {
        this.log = log;
        this.calendar = calendar;
        this.reader = reader;
    }

    @Override
    public ChangePage<R> changes(ChangeRequest request) {
        if (log.clock().instant().isAfter(request.deadline())) {
            throw new TransientException(
                    place(), "the deadline is over before the page was begun", "the run is repeated");
        }
        LogRows.Counter counter = log.rows().counter(calendar);
        Cursor cursor = request.cursor();
        LogPosition position = cursor == null ? start(counter) : verified(cursor, counter);
        return log.database()
                .read(connection -> position.after() == null
                        ? changed(connection, position, counter, request.pageSize())
                        : listed(connection, position, position.after(), counter, request.pageSize()));
    }

    /** The place where a listing begins that is asked for now. */
    private LogPosition start(LogRows.Counter counter) {
        long mark = log.database()
                .read(connection -> log.rows().mark(connection, calendar, counter.last()))
                .orElse(0);
        return new LogPosition(counter.last(), mark, "");
    }

    private LogPosition verified(Cursor cursor, LogRows.Counter counter) {
        LogPosition position = LogPosition.of(cursor).orElseThrow(() -> expired("the cursor is not one of this log"));
        if (!counter.incarnation().equals(cursor.incarnation())) {
            throw expired("the cursor is of another life of this calendar");
        }
        if (position.number() < counter.last() && position.number() <= counter.purged() && counter.purged() > 0) {
            throw expired("the changes since the cursor are older than the log remembers and were purged");
        }
        long mark = log.database()
                .read(connection -> log.rows().mark(connection, calendar, position.number()))
                .orElse(0);
        if (position.number() > counter.last() || mark != position.mark()) {
            // Changes that were read are undone: what is missing now was not deleted by anybody.
            log.rows().reincarnate(calendar, counter.incarnation());
            throw expired("the calendar was restored from a backup that is older than the cursor");
        }
        return position;
    }

    private ChangePage<R> listed(
            Connection connection, LogPosition position, String after, LogRows.Counter counter, int pageSize)
            throws SQLException {
        List<Versioned<R>> records = reader.after(connection, after, pageSize);
        List<Entry<R>> entries = new ArrayList<>(records.size());
        records.forEach(record -> entries.add(Entry.present(record)));
        boolean more = records.size() >= pageSize;
        LogPosition next =
                more ? position.listedTo(records.get(records.size() - 1).id()) : position.listed();
        return new ChangePage<>(entries, next.cursor(counter.incarnation()), more, ChangePage.Listing.FULL);
    }

    private ChangePage<R> changed(Connection connection, LogPosition position, LogRows.Counter counter, int pageSize)
            throws SQLException {
        List<LogRows.Change> changes = log.rows().after(connection, calendar, position.number(), pageSize);
        Collection<String> ids = new LinkedHashSet<>();
        changes.forEach(change -> ids.add(change.record()));
        LogPosition next = changes.isEmpty() ? position : last(changes);
        boolean more = changes.size() >= pageSize;
        return new ChangePage<>(
                entries(connection, ids), next.cursor(counter.incarnation()), more, ChangePage.Listing.DELTA);
    }

    private static LogPosition last(List<LogRows.Change> changes) {
        LogRows.Change last = changes.get(changes.size() - 1);
        return new LogPosition(last.number(), last.mark(), null);
    }

    @Override
    public List<Entry<R>> fetch(FetchRequest request) {
        return log.database().read(connection -> entries(connection, request.ids()));
    }

    private List<Entry<R>> entries(Connection connection, Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Entry<R>> entries = new LinkedHashMap<>();
        ids.forEach(id -> entries.put(id, Entry.removed(id)));
        try {
            load(connection, ids, entries);
        } catch (RuntimeException e) {
            for (String id : ids) {
                alone(connection, id, entries);
            }
        }
        return List.copyOf(entries.values());
    }

    private void load(Connection connection, Collection<String> ids, Map<String, Entry<R>> entries)
            throws SQLException {
        for (Versioned<R> record : reader.load(connection, ids)) {
            entries.replace(record.id(), Entry.present(record));
        }
    }

    /** One row that the host's reader throws at keeps no other from being read. */
    private void alone(Connection connection, String id, Map<String, Entry<R>> entries) throws SQLException {
        try {
            load(connection, List.of(id), entries);
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            entries.put(id, Entry.unreadable(id, HostCode.failed("reader", e), e));
        }
    }

    private CursorExpiredException expired(String what) {
        return new CursorExpiredException(place(), what, "the run lists in full");
    }

    private Place place() {
        return new Place("jdbc", calendar);
    }
}
