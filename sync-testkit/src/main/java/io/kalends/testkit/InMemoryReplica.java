package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Cursor;
import io.kalends.sync.Projection;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.RecordType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A side of a pair that lives in memory and behaves as real ones do: it pages, keeps a log of changes, hands out cursors
 * and revisions, and gets {@linkplain #faults() wrong} what it is told to. Beside the replica's own road it has the outside
 * editor's: {@link #put}, {@link #edit}, {@link #remove}.
 *
 * <p>Safe for many threads, as far as the faults are left alone meanwhile.
 *
 * @param <R> the record
 */
public final class InMemoryReplica<R> implements Replica<R> {

    private final String id;
    private final Projection<R> projection;
    private final MemoryCore<R> core;

    InMemoryReplica(String id, Projection<R> projection, MemoryCore<R> core) {
        this.id = id;
        this.projection = projection;
        this.core = core;
    }

    /** Begins a replica; without more it can do everything. */
    public static <R> InMemoryReplicaBuilder<R> builder(String id, RecordType<R> type) {
        return new InMemoryReplicaBuilder<>(id, type);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RecordType<R> type() {
        return core.type;
    }

    @Override
    public ReplicaTraits traits() {
        return core.traits;
    }

    @Override
    public Projection<R> projection() {
        return projection;
    }

    @Override
    public ReplicaSession<R> open() {
        return core.call(Call.OPEN, () -> new MemorySession<>(core));
    }

    // What tests use

    /** What goes wrong from now on. */
    public Faults<R> faults() {
        return core.faults;
    }

    /** What the replica was asked. */
    public CallLog<R> log() {
        return core.log;
    }

    /** Has every call told to this hook, in place of the one before. */
    public void hook(CallHook hook) {
        core.hook(requireNonNull(hook, "hook"));
    }

    /** Adds a record as a user does; under the id it bears, or a new one. */
    public String put(R record) {
        return locked(() -> {
            String own = core.type.id(record).orElseGet(core.rows::freshId);
            return core.rows.add(own, record, null, null).id();
        });
    }

    /** Adds a record under this id. */
    public String put(String id, R record) {
        return locked(() -> core.rows.add(id, record, null, null).id());
    }

    /** Adds a record that belongs to another. */
    public String putChild(String parent, R record) {
        return locked(() -> {
            requireParent(parent);
            String own = core.type.id(record).orElseGet(core.rows::freshId);
            return core.rows.add(own, record, parent, null).id();
        });
    }

    /** Has a record belong to another from now on, as an occurrence does whose series comes after it. */
    public void adopt(String id, String parent) {
        locked(() -> {
            require(id);
            requireParent(parent);
            return core.rows.change(id, row -> row.below(parent));
        });
    }

    /** Lets a record stand alone that belonged to another, and lives on without it. */
    public void release(String id) {
        locked(() -> {
            require(id);
            return core.rows.change(id, row -> row.below(null));
        });
    }

    /** Copies a record, origin mark included, as a user interface's "duplicate" does; gives the copy's id. */
    public String duplicate(String id) {
        return duplicate(id, UnaryOperator.identity());
    }

    /** Copies a record, origin mark included, as it is changed on the way: under a name of its own. */
    public String duplicate(String id, UnaryOperator<R> renaming) {
        return locked(() -> {
            Row<R> row = require(id);
            return core.rows
                    .add(core.rows.freshId(), renaming.apply(row.record()), row.parent(), row.origin())
                    .id();
        });
    }

    /** Changes a record's content. */
    public void edit(String id, UnaryOperator<R> edit) {
        locked(() -> {
            require(id);
            return core.rows.change(id, row -> row.holding(edit.apply(row.record())));
        });
    }

    /** Puts an origin mark on a record, or takes it away. */
    public void mark(String id, @Nullable String origin) {
        locked(() -> {
            require(id);
            return core.rows.change(id, row -> row.marked(origin));
        });
    }

    /** Removes a record and all that belong to it. */
    public void remove(String id) {
        locked(() -> {
            require(id);
            core.rows.remove(id);
            return id;
        });
    }

    /** What is there, by id, oldest first: the bare content, whatever faults are on. */
    public Map<String, R> records() {
        return locked(() -> {
            Map<String, R> records = new LinkedHashMap<>();
            core.rows.live().forEach(row -> records.put(row.id(), row.record()));
            return Collections.unmodifiableMap(records);
        });
    }

    /** How many earlier states of a record {@link ReadFaults#deliverLate} could deliver. */
    public int earlierStates(String id) {
        return locked(() -> core.rows.past(id).size());
    }

    /** The contents alone. */
    public List<R> contents() {
        return List.copyOf(records().values());
    }

    /** A record as the side tells it now. */
    public Optional<Versioned<R>> find(String id) {
        return locked(() -> core.rows.live(id).map(core::view));
    }

    /**
     * Whether whoever goes on from a cursor will be told of the last change of a record, its removal included; also true
     * of a cursor that is not usable any more, and of a record that is not in the index yet.
     */
    public boolean willTell(Cursor cursor, String id) {
        return locked(() -> {
            OptionalLong place = new MemorySource<>(core).placeOf(cursor);
            OptionalLong change = core.rows.lastChangeOf(id);
            return place.isEmpty() || change.isEmpty() || change.getAsLong() > place.getAsLong() || core.isHidden(id);
        });
    }

    /** Whether listings and changes show a record: not yet, while {@link ReadFaults#hideCreatesFor} holds it back. */
    public boolean isInIndex(String id) {
        return locked(() -> !core.isHidden(id));
    }

    boolean cannotBeRead(String id) {
        return locked(() -> core.faults.reads().unreadableBecause(id).isPresent());
    }

    /** Names of the fields that the side hides of this record just now. */
    public Set<String> fieldsUnknownOf(String id) {
        return locked(() -> core.faults.reads().unknown(id, core.fieldNames()));
    }

    /** A backup of the collection, for {@link #restore}. */
    public Backup<R> backup() {
        return locked(() -> new Backup<>(core.rows.backup()));
    }

    /** Puts a backup back, and begins a new incarnation, as a server does that knows. */
    public void restore(Backup<R> backup) {
        locked(() -> {
            core.rows.restore(backup.rows);
            core.rows.newIncarnation();
            return backup;
        });
    }

    /** Puts a backup back as if nothing had happened: a cursor given out since lies in the future. */
    public void restoreUnnoticed(Backup<R> backup) {
        locked(() -> {
            core.rows.restore(backup.rows);
            return backup;
        });
    }

    /**
     * What a collection held at a moment.
     *
     * @param <R> the record
     */
    public static final class Backup<R> {
        private final Rows.Backup<R> rows;

        private Backup(Rows.Backup<R> rows) {
            this.rows = rows;
        }
    }

    private Row<R> require(String id) {
        return core.rows
                .live(id)
                .orElseThrow(() -> new IllegalArgumentException(this.id + " has no record with the id " + id));
    }

    private void requireParent(String parent) {
        if (!core.mayBeParent(parent)) {
            throw new IllegalArgumentException("there is no record with the id " + parent + " to belong to");
        }
    }

    private <T> T locked(Supplier<T> action) {
        synchronized (core.rows) {
            return action.get();
        }
    }

    @Override
    public String toString() {
        return "InMemoryReplica[" + id + "]";
    }
}
