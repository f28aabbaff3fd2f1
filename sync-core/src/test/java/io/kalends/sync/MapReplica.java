package io.kalends.sync;

import io.kalends.sync.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A side over a map, with conditional writes; tests look into it and spoil it. */
final class MapReplica<R> implements Replica<R> {

    final TreeMap<String, Versioned<R>> rows = new TreeMap<>();
    final TreeMap<String, String> unreadable = new TreeMap<>();
    final List<Write<R>> written = new ArrayList<>();

    @Nullable
    WriteResult<R> answer;

    int opened;
    int closed;
    private final RecordType<R> type;
    private final ReplicaTraits traits;
    private int nextId = 1;

    MapReplica(RecordType<R> type, ReplicaTraits traits) {
        this.type = type;
        this.traits = traits;
    }

    static SinkTraits sinkTraits() {
        return new SinkTraits(SinkTraits.Recognition.BY_KEY, true, true, 50);
    }

    void put(String id, String revision, R record) {
        rows.put(id, Versioned.of(id, revision, record));
    }

    @Override
    public String id() {
        return "map:test";
    }

    @Override
    public RecordType<R> type() {
        return type;
    }

    @Override
    public ReplicaTraits traits() {
        return traits;
    }

    @Override
    public ReplicaSession<R> open() {
        opened++;
        return new Session();
    }

    private final class Session implements ReplicaSession<R>, ChangeSource<R>, ChangeSink<R> {

        @Override
        public ChangeSource<R> source() {
            return this;
        }

        @Override
        public Optional<ChangeSink<R>> sink() {
            return traits.writing().map(any -> this);
        }

        @Override
        public void close() {
            closed++;
        }

        @Override
        public ChangePage<R> changes(ChangeRequest request) {
            return new ChangePage<>(
                    fetch(FetchRequest.of(all())), new Cursor("end", "life-1"), false, ChangePage.Listing.SNAPSHOT);
        }

        private Set<String> all() {
            TreeMap<String, Object> ids = new TreeMap<>(rows);
            ids.putAll(unreadable);
            return ids.keySet();
        }

        @Override
        public List<Entry<R>> fetch(FetchRequest request) {
            List<Entry<R>> entries = new ArrayList<>();
            for (String id : request.ids()) {
                Versioned<R> row = rows.get(id);
                String reason = unreadable.get(id);
                entries.add(
                        reason != null
                                ? Entry.unreadable(id, reason)
                                : row == null ? Entry.removed(id) : Entry.present(row));
            }
            return entries;
        }

        @Override
        public WriteResponse<R> write(WriteRequest<R> request) {
            written.addAll(request.writes());
            return WriteResponse.of(request.writes().stream().map(this::write).toList());
        }

        private WriteResult<R> write(Write<R> write) {
            if (answer != null) {
                return answer;
            }
            return write.fold(
                    create -> stored(String.valueOf(nextId++), create.record(), create.origin(), create.parent()),
                    update -> {
                        Versioned<R> row = rows.get(update.id());
                        if (row == null) {
                            return WriteResult.gone();
                        }
                        if (row.revision() == null || !row.revision().equals(update.revision())) {
                            return WriteResult.stale();
                        }
                        return stored(update.id(), update.record(), row.origin(), row.parent());
                    },
                    delete -> rows.remove(delete.id()) == null ? WriteResult.gone() : WriteResult.deleted());
        }

        private WriteResult<R> stored(String id, R record, @Nullable String origin, @Nullable String parent) {
            Versioned<R> row = Versioned.of(id, "r" + (written.size() + 1), record)
                    .withOrigin(origin)
                    .childOf(parent);
            rows.put(id, row);
            return WriteResult.applied(row);
        }

        @Override
        public Optional<String> idOf(Write.Create<R> create) {
            return Optional.of("id-of-" + create.key());
        }
    }
}
