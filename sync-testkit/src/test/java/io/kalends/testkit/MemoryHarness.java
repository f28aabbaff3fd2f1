package io.kalends.testkit;

import io.kalends.sync.Replica;
import io.kalends.testkit.contract.ReplicaBreaker;
import io.kalends.testkit.contract.ReplicaHarness;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Notes in memory, as the replica's contract wants them. */
final class MemoryHarness implements ReplicaHarness<Note> {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<Note> replica;

    MemoryHarness(UnaryOperator<InMemoryReplicaBuilder<Note>> traits) {
        replica = traits.apply(InMemoryReplica.builder("notes", Note.type()).clock(clock))
                .build();
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
    public Note edited(Note record, int variant) {
        return record.withTitle(record.title() + " edited " + variant);
    }

    @Override
    public boolean putTwins(Note one, Note other) {
        put(one);
        put(other.withUid(one.uid()));
        return true;
    }

    @Override
    public String put(Note record) {
        return idOf(record.parent())
                .map(parent -> replica.putChild(parent, record))
                .orElseGet(() -> replica.put(record));
    }

    private Optional<String> idOf(@Nullable String uid) {
        return replica.records().entrySet().stream()
                .filter(entry -> uid != null && uid.equals(entry.getValue().uid()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void replace(String id, Note record) {
        replica.edit(id, before -> record);
    }

    @Override
    public void remove(String id) {
        replica.remove(id);
    }

    @Override
    public Optional<Note> childOf(Note parent) {
        return Optional.of(Note.titled("child of " + parent.title()).childOf(parent));
    }

    @Override
    public Optional<ReplicaBreaker> breaker() {
        return Optional.of(new MemoryBreaker(replica.faults()));
    }
}
