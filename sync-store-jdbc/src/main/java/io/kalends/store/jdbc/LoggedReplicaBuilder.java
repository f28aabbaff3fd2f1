package io.kalends.store.jdbc;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.record.RecordType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a replica over a host's own tables and a {@link JdbcChangeLog}. A reader must be set; without a writer the side can
 * only be read.
 *
 * @param <R> the record
 */
public final class LoggedReplicaBuilder<R> {

    private final JdbcChangeLog log;
    private final String calendar;
    private final RecordType<R> type;
    private String id;
    private @Nullable RowReader<R> reader;
    private @Nullable RowWriter<R> writer;
    private @Nullable SinkTraits sink;
    private Set<String> fields = Set.of();
    private int mappingVersion = 1;
    private boolean keepsParents;

    LoggedReplicaBuilder(JdbcChangeLog log, String calendar, RecordType<R> type) {
        this.log = log;
        this.calendar = requireNonNull(calendar, "calendar");
        this.type = requireNonNull(type, "type");
        id = "jdbc:" + calendar;
    }

    /**
     * The name that reports and errors call the side by, the same for good; {@code "jdbc:"} and the calendar's id if not
     * set. Set it where a pair has calendars of one name, in two databases, on its sides. Origin
     * marks and keys do not hang on it: what tells the collection from others is the identity that its database keeps.
     */
    public LoggedReplicaBuilder<R> id(String id) {
        this.id = requireNonNull(id, "id");
        return this;
    }

    public LoggedReplicaBuilder<R> reader(RowReader<R> reader) {
        this.reader = requireNonNull(reader, "reader");
        return this;
    }

    /**
     * What writes the host's rows.
     *
     * @param traits what it can do: recognition by key only where {@link RowWriter#insert} looks for the key, conditional
     *     where update and delete look at the revision
     */
    public LoggedReplicaBuilder<R> writer(RowWriter<R> writer, SinkTraits traits) {
        this.writer = requireNonNull(writer, "writer");
        this.sink = requireNonNull(traits, "traits");
        return this;
    }

    /** Names of the fields that the rows can hold; all of the type's if not set. */
    public LoggedReplicaBuilder<R> holding(Set<String> fields) {
        this.fields = Set.copyOf(fields);
        return this;
    }

    /** The version of the reader's and writer's mapping, from 1 upward: raise it when a value's form changes. */
    public LoggedReplicaBuilder<R> mappingVersion(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("mappingVersion must be at least 1, not " + version);
        }
        this.mappingVersion = version;
        return this;
    }

    /** Says that rows are kept below the parent they are created with, and told with it in {@code Versioned.parent()}. */
    public LoggedReplicaBuilder<R> keepingParents() {
        keepsParents = true;
        return this;
    }

    public Replica<R> build() {
        if (reader == null) {
            throw new IllegalStateException(
                    "the replica of '" + calendar + "' needs a reader(...) to list and load its rows");
        }
        ReplicaTraits traits = new ReplicaTraits(fields, sink, mappingVersion);
        return new LoggedReplica<>(
                id,
                type,
                () -> log.identities().of(calendar),
                keepsParents ? traits.keepingParents() : traits,
                new LoggedSource<>(log, calendar, reader),
                writer == null ? null : new LoggedSink<>(log, calendar, reader, writer),
                () -> log.requireCommitted(calendar));
    }
}
