package io.kalends.testkit;

import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.NumberedChange;
import io.kalends.sync.RecordMapping;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.contract.ReplicaBreaker;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The replicas that the core itself makes keep the contract too. */
class CoreReplicasTest {

    /** A host's own class. */
    record Memo(
            @Nullable String uid,
            @Nullable String parent,
            String headline,
            String body,
            List<String> labels,
            String secret) {

        static final RecordType<Memo> TYPE = RecordType.derive(Memo.class)
                .identity(Memo::uid)
                .parent(Memo::parent)
                .without("uid", "parent")
                .build();
    }

    /** Memos as notes; a memo's secret is nobody's business. */
    private static final class AsNotes implements RecordMapping<Memo, Note> {

        private static final Map<String, String> FIELDS = Map.of("title", "headline", "text", "body", "tags", "labels");

        @Override
        public Note show(Memo memo) {
            return new Note(memo.uid(), memo.parent(), memo.headline(), memo.body(), memo.labels());
        }

        @Override
        public Memo apply(@Nullable Memo current, Note note, Set<String> changed) {
            Memo base = current == null ? new Memo(note.uid(), note.parent(), "", "", List.of(), "kept") : current;
            return new Memo(
                    base.uid(),
                    base.parent(),
                    changed.contains("title") ? note.title() : base.headline(),
                    changed.contains("text") ? note.text() : base.body(),
                    changed.contains("tags") ? note.tags() : base.labels(),
                    base.secret());
        }

        @Override
        public Set<String> hostFields(Set<String> changed) {
            return changed.stream().map(FIELDS::get).collect(Collectors.toSet());
        }
    }

    @Nested
    class Mapped extends ReplicaContract<Note> {

        @Override
        protected ReplicaHarness<Note> open() {
            SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
            InMemoryReplica<Memo> host =
                    InMemoryReplica.builder("memos", Memo.TYPE).clock(clock).build();
            AsNotes mapping = new AsNotes();
            return new NoteHarness(clock, host.mapped(Note.type(), mapping)) {
                @Override
                public String put(Note note) {
                    Memo memo = mapping.apply(null, note, FIELDS);
                    return host.records().entrySet().stream()
                            .filter(other -> other.getValue().uid() != null
                                    && other.getValue().uid().equals(note.parent()))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .map(parent -> host.putChild(parent, memo))
                            .orElseGet(() -> host.put(memo));
                }

                @Override
                public void replace(String id, Note note) {
                    host.edit(id, memo -> mapping.apply(memo, note, FIELDS));
                }

                @Override
                public void remove(String id) {
                    host.remove(id);
                }

                @Override
                public Optional<Note> childOf(Note parent) {
                    return Optional.of(Note.titled("child of " + parent.title()).childOf(parent));
                }

                @Override
                public Optional<ReplicaBreaker> breaker() {
                    return Optional.of(new MemoryBreaker(host.faults()));
                }
            };
        }
    }

    @Nested
    class Listing extends ReplicaContract<Note> {

        @Override
        protected ReplicaHarness<Note> open() {
            TreeMap<String, Note> table = new TreeMap<>();
            return new NoteHarness(SettableClock.at("2026-03-01T09:00:00Z"), new Table(table)) {
                private int rows;

                @Override
                public String put(Note note) {
                    String id = "row-" + rows++;
                    table.put(id, note);
                    return id;
                }

                @Override
                public void replace(String id, Note note) {
                    table.put(id, note);
                }

                @Override
                public void remove(String id) {
                    table.remove(id);
                }
            };
        }
    }

    @Nested
    class Numbered extends ReplicaContract<Note> {

        @Override
        protected ReplicaHarness<Note> open() {
            NumberedTable table = new NumberedTable();
            Replica<Note> side = Replica.of(
                    "numbered",
                    Note.type(),
                    ReplicaTraits.readOnly(),
                    ChangeSource.since(table::after, table::load),
                    null);
            return new NoteHarness(SettableClock.at("2026-03-01T09:00:00Z"), side) {
                private int rows;

                @Override
                public String put(Note note) {
                    return table.write("row-" + rows++, note);
                }

                @Override
                public void replace(String id, Note note) {
                    table.write(id, note);
                }

                @Override
                public void remove(String id) {
                    table.write(id, null);
                }
            };
        }
    }

    /** A host's table with a number that rises with each write, and rows that stay where a record was deleted. */
    private static final class NumberedTable {

        private final Map<String, Long> numbers = new HashMap<>();
        private final Map<String, @Nullable Note> notes = new HashMap<>();
        private long last;

        String write(String id, @Nullable Note note) {
            numbers.put(id, ++last);
            notes.put(id, note);
            return id;
        }

        List<NumberedChange<Note>> after(String number, int max) {
            long after = number.isEmpty() ? 0 : Long.parseLong(number);
            return numbers.entrySet().stream()
                    .filter(row -> row.getValue() > after)
                    .sorted(Map.Entry.comparingByValue())
                    .limit(max)
                    .map(row -> new NumberedChange<>(String.valueOf(row.getValue()), entry(row.getKey())))
                    .toList();
        }

        private Entry<Note> entry(String id) {
            Note note = notes.get(id);
            return note == null ? Entry.removed(id) : Entry.present(Versioned.of(id, null, note));
        }

        List<Versioned<Note>> load(Collection<String> ids) {
            return ids.stream()
                    .filter(id -> notes.get(id) != null)
                    .map(id -> Versioned.of(id, null, Objects.requireNonNull(notes.get(id))))
                    .toList();
        }
    }

    /** A host's table that logs no changes and cannot be written to. */
    private record Table(TreeMap<String, Note> rows) implements Replica<Note> {

        @Override
        public String id() {
            return "table";
        }

        @Override
        public RecordType<Note> type() {
            return Note.type();
        }

        @Override
        public ReplicaTraits traits() {
            return ReplicaTraits.readOnly();
        }

        @Override
        public ReplicaSession<Note> open() {
            return new ReplicaSession<>() {
                @Override
                public ChangeSource<Note> source() {
                    return ChangeSource.listing(
                            (after, max) -> versioned(rows.tailMap(after, false), max),
                            ids -> versioned(of(ids), ids.size()));
                }

                @Override
                public Optional<ChangeSink<Note>> sink() {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };
        }

        private Map<String, Note> of(Collection<String> ids) {
            Map<String, Note> found = new HashMap<>(rows);
            found.keySet().retainAll(Set.copyOf(ids));
            return found;
        }

        private static List<Versioned<Note>> versioned(Map<String, Note> rows, int max) {
            return rows.entrySet().stream()
                    .limit(max)
                    .map(row -> Versioned.of(row.getKey(), null, row.getValue()))
                    .toList();
        }
    }

    /** Notes for the contract, over any replica. */
    private abstract static class NoteHarness implements ReplicaHarness<Note> {

        static final Set<String> FIELDS = Set.of("title", "text", "tags");

        private final Clock clock;
        private final Replica<Note> replica;

        NoteHarness(Clock clock, Replica<Note> replica) {
            this.clock = clock;
            this.replica = replica;
        }

        @Override
        public Replica<Note> replica() {
            return replica;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public Note sample(int n) {
            return Note.titled("note " + n).withText("text " + n).withTags("a", "tag-" + n);
        }

        @Override
        public Note edited(Note note, int variant) {
            return note.withTitle(note.title() + " edited " + variant);
        }
    }
}
