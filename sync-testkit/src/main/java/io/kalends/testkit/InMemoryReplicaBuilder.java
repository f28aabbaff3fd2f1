package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Projection;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.Behaviour.OnRenaming;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sets an {@link InMemoryReplica} up. Without more it can do everything: it recognises creates by key, writes
 * conditionally, keeps origins, tells changes, and names its incarnation.
 *
 * @param <R> the record
 */
public final class InMemoryReplicaBuilder<R> {

    /** What most providers take in one call. */
    private static final int DEFAULT_BATCH = 50;

    private final String id;
    private final RecordType<R> type;
    private @Nullable Clock clock;
    private @Nullable RandomGenerator random;
    private Projection<R> projection = Projection.identity();
    private Set<String> fields = Set.of();
    private Recognition recognition = Recognition.BY_KEY;
    private Listing listing = Listing.FULL;
    private int batchSize = DEFAULT_BATCH;
    private int mappingVersion = 1;
    private boolean readOnly;
    private boolean conditional = true;
    private boolean keepsOrigin = true;
    private boolean history = true;
    private boolean revisions = true;
    private boolean times = true;
    private boolean incarnations = true;
    private boolean windowed;
    private boolean familyRevisions;
    private OnRenaming onRenaming = OnRenaming.KEEPS;
    private UnaryOperator<R> hole = UnaryOperator.identity();
    private Function<R, String> unique = record -> "";
    private Optional<Predicate<String>> parents = Optional.empty();
    private Optional<String> identity = Optional.empty();

    InMemoryReplicaBuilder(String id, RecordType<R> type) {
        this.id = requireNonNull(id, "id");
        this.type = requireNonNull(type, "type");
    }

    /** What modification times and deadlines are read from. Required. */
    public InMemoryReplicaBuilder<R> clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** What new ids are made from; seeded from the replica's id unless set, so that a run is repeatable. */
    public InMemoryReplicaBuilder<R> random(RandomGenerator random) {
        this.random = requireNonNull(random, "random");
        return this;
    }

    /** Only reads. */
    public InMemoryReplicaBuilder<R> readOnly() {
        readOnly = true;
        return this;
    }

    /** How a repeated create is recognised. */
    public InMemoryReplicaBuilder<R> recognising(Recognition recognition) {
        this.recognition = requireNonNull(recognition, "recognition");
        return this;
    }

    /** Makes every write, whatever revision it names. */
    public InMemoryReplicaBuilder<R> unconditional() {
        conditional = false;
        return this;
    }

    /** Drops origin marks. */
    public InMemoryReplicaBuilder<R> withoutOrigins() {
        keepsOrigin = false;
        return this;
    }

    /** How many writes one call takes at most. */
    public InMemoryReplicaBuilder<R> batchSize(int writes) {
        batchSize = writes;
        return this;
    }

    /** Holds these fields only, and drops what it is given of others. */
    public InMemoryReplicaBuilder<R> holding(Set<String> fields) {
        this.fields = Set.copyOf(fields);
        return this;
    }

    public InMemoryReplicaBuilder<R> mappingVersion(int version) {
        mappingVersion = version;
        return this;
    }

    /** What the side says that it would hold of a record. */
    public InMemoryReplicaBuilder<R> projection(Projection<R> projection) {
        this.projection = requireNonNull(projection, "projection");
        return this;
    }

    /** Keeps no history: every run lists in full. */
    public InMemoryReplicaBuilder<R> withoutHistory() {
        history = false;
        return this;
    }

    /** Gives its records no revisions; conditional writes are not possible then. */
    public InMemoryReplicaBuilder<R> withoutRevisions() {
        revisions = false;
        conditional = false;
        return this;
    }

    /** Does not tell when a record was modified. */
    public InMemoryReplicaBuilder<R> withoutTimes() {
        times = false;
        return this;
    }

    /** Cannot tell one life of the collection from another. */
    public InMemoryReplicaBuilder<R> withoutIncarnations() {
        incarnations = false;
        return this;
    }

    /** Says of its listings that absence is proof. */
    public InMemoryReplicaBuilder<R> snapshots() {
        listing = Listing.SNAPSHOT;
        return this;
    }

    /** Leaves out what lies outside the window, and tells what has left it as removed, as a windowed delta query does. */
    public InMemoryReplicaBuilder<R> windowed() {
        windowed = true;
        return this;
    }

    /** Lets a parent and its children share one revision, as a CalDAV resource does. */
    public InMemoryReplicaBuilder<R> familyRevisions() {
        familyRevisions = true;
        return this;
    }

    /** Drops a record's children when a write changes what names them: the exceptions of a series that is rescheduled. */
    public InMemoryReplicaBuilder<R> droppingChildren() {
        onRenaming = OnRenaming.DROPS;
        return this;
    }

    /**
     * Empties a record's children when a write changes what names them: the exceptions of a series that is rescheduled are
     * cancelled.
     *
     * @param hole what is left of a child
     */
    public InMemoryReplicaBuilder<R> emptyingChildren(UnaryOperator<R> hole) {
        onRenaming = OnRenaming.EMPTIES;
        this.hole = requireNonNull(hole, "hole");
        return this;
    }

    /**
     * Refuses to write a record while another one that is there has the same value, as a unique column does.
     *
     * @param value empty text for a record that has none
     */
    public InMemoryReplicaBuilder<R> unique(Function<R, String> value) {
        unique = requireNonNull(value, "value");
        return this;
    }

    /** Holds records that belong to records of another collection: addresses of customers. */
    public InMemoryReplicaBuilder<R> parentsIn(InMemoryReplica<?> other) {
        requireNonNull(other, "other");
        parents = Optional.of(id -> other.find(id).isPresent());
        return this;
    }

    /** Has a lasting identity beside its id, as a collection in a database has. */
    public InMemoryReplicaBuilder<R> identity(String identity) {
        this.identity = Optional.of(identity);
        return this;
    }

    /**
     * The replica, empty.
     *
     * @throws IllegalStateException if it has no clock
     */
    public InMemoryReplica<R> build() {
        if (clock == null) {
            throw new IllegalStateException(
                    "replica '" + id + "' needs a clock: .clock(SettableClock.at(\"2026-03-01T09:00:00Z\"))");
        }
        SinkTraits sink = readOnly ? null : new SinkTraits(recognition, conditional, keepsOrigin, batchSize);
        ReplicaTraits traits = new ReplicaTraits(fields, sink, mappingVersion, Duration.ZERO, true);
        Behaviour<R> behaviour = new Behaviour<>(
                history,
                revisions,
                times,
                incarnations,
                listing,
                windowed,
                familyRevisions,
                onRenaming,
                hole,
                unique,
                parents,
                identity);
        RandomGenerator ids = random == null ? new SplittableRandom(id.hashCode()) : random;
        Rows<R> rows = new Rows<>(clock, ids, familyRevisions, parents.isEmpty());
        return new InMemoryReplica<>(id, projection, new MemoryCore<>(id, type, traits, behaviour, clock, rows));
    }
}
