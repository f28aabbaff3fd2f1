package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.SqlFailures;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a batch in one transaction, with its log entries last, as a host does: so that the two never wait for each other
 * crosswise. A batch that the database refuses is made again one write at a time.
 */
final class LoggedSink<R> implements ChangeSink<R> {

    private final JdbcChangeLog log;
    private final String calendar;
    private final RowReader<R> reader;
    private final RowWriter<R> writer;

    LoggedSink(JdbcChangeLog log, String calendar, RowReader<R> reader, RowWriter<R> writer) {
        this.log = log;
        this.calendar = calendar;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public WriteResponse<R> write(WriteRequest<R> request) {
        return WriteResponse.of(write(request.writes()));
    }

    private List<WriteResult<R>> write(List<Write<R>> writes) {
        try {
            return together(writes);
        } catch (TransientException e) {
            throw e;
        } catch (RuntimeException e) {
            return writes.size() == 1
                    ? List.of(refused(e))
                    : writes.stream().map(this::alone).toList();
        }
    }

    private WriteResult<R> alone(Write<R> write) {
        try {
            return together(List.of(write)).get(0);
        } catch (TransientException e) {
            return WriteResult.unknown(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    private static <R> WriteResult<R> refused(RuntimeException e) {
        if (e instanceof TryLaterException later) {
            return WriteResult.deferred(String.valueOf(later.getMessage()), later.after());
        }
        // The row that it refers to may come with another pair, whenever that runs.
        return e.getCause() instanceof SQLException sql && SqlFailures.isForeignKey(sql)
                ? WriteResult.deferred(String.valueOf(e.getMessage()), TryLaterException.SOON)
                : WriteResult.rejected(reason(e), e);
    }

    /** Only our own texts are known to hold no content. */
    private static String reason(RuntimeException e) {
        if (e instanceof SyncException) {
            return String.valueOf(e.getMessage());
        }
        return HostCode.failed("writer", e);
    }

    private List<WriteResult<R>> together(List<Write<R>> writes) {
        return log.database().transaction(connection -> {
            List<Done> done = new ArrayList<>(writes.size());
            for (Write<R> write : writes) {
                done.add(make(connection, write));
            }
            log.rows()
                    .append(
                            connection,
                            calendar,
                            ids(done, Outcome.WRITTEN),
                            false,
                            log.clock().instant());
            log.rows()
                    .append(
                            connection,
                            calendar,
                            ids(done, Outcome.DELETED),
                            true,
                            log.clock().instant());
            Map<String, Versioned<R>> now = new HashMap<>();
            reader.load(connection, done.stream().map(Done::id).distinct().toList())
                    .forEach(record -> now.put(record.id(), record));
            return done.stream().map(each -> result(each, now)).toList();
        });
    }

    private enum Outcome {
        WRITTEN,
        FOUND,
        DELETED,
        REFUSED,
        ORPHANED
    }

    private record Done(String id, Outcome outcome) {}

    private Done make(Connection connection, Write<R> write) throws SQLException {
        if (write instanceof Write.Create<R> create) {
            return make(connection, create);
        }
        if (write instanceof Write.Update<R> update) {
            return new Done(update.id(), writer.update(connection, update) ? Outcome.WRITTEN : Outcome.REFUSED);
        }
        Write.Delete<R> delete = (Write.Delete<R>) write;
        return new Done(delete.id(), writer.delete(connection, delete) ? Outcome.DELETED : Outcome.REFUSED);
    }

    private Done make(Connection connection, Write.Create<R> create) throws SQLException {
        try {
            RowWriter.Inserted row = writer.insert(connection, create);
            return new Done(row.id(), row.found() ? Outcome.FOUND : Outcome.WRITTEN);
        } catch (ParentGoneException e) {
            return new Done(e.parent(), Outcome.ORPHANED);
        }
    }

    private static Collection<String> ids(List<Done> done, Outcome outcome) {
        Set<String> ids = new LinkedHashSet<>();
        done.stream().filter(each -> each.outcome() == outcome).forEach(each -> ids.add(each.id()));
        return ids;
    }

    private WriteResult<R> result(Done done, Map<String, Versioned<R>> now) {
        Versioned<R> stored = now.get(done.id());
        return switch (done.outcome()) {
            case WRITTEN -> stored == null ? WriteResult.gone() : WriteResult.applied(stored);
            case FOUND -> stored == null ? WriteResult.gone() : WriteResult.found(stored);
            case DELETED -> WriteResult.deleted();
            case REFUSED -> stored == null ? WriteResult.gone() : WriteResult.stale();
            case ORPHANED -> WriteResult.deferred("the record it belongs to is deleted", null);
        };
    }
}
