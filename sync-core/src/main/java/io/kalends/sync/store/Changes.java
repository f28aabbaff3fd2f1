package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one transaction of a run changes, all of it or nothing. Filled by one thread, then handed to the store. */
public final class Changes {

    private final List<Link> links = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<KeptVersion> kept = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private @Nullable PairState state;

    /**
     * The ids that one page of a full listing showed.
     *
     * @param side the side listed
     * @param generation the listing's number
     * @param ids 8-byte hashes of the ids: {@link RecordIds#hash}
     */
    public record Seen(Side side, long generation, long[] ids) {
        public Seen {
            requireNonNull(side, "side");
            ids = ids.clone();
        }

        @Override
        public long[] ids() {
            return ids.clone();
        }
    }

    /** Inserts or replaces a link; the last one of an id counts. */
    public Changes put(Link link) {
        links.add(link);
        return this;
    }

    /** Removes a link and what was kept for it. */
    public Changes forget(String link) {
        forgotten.add(link);
        return this;
    }

    public Changes seen(Seen marks) {
        seen.add(marks);
        return this;
    }

    /** Keeps a version of a record. */
    public Changes keep(KeptVersion version) {
        kept.add(version);
        return this;
    }

    /** Turns a link's open versions into history: its conflict is over. */
    public Changes closeConflict(String link) {
        closed.add(link);
        return this;
    }

    /** Removes a request that was done. */
    public Changes done(Request request) {
        done.add(request.id());
        return this;
    }

    /** The pair's new state. */
    public Changes state(PairState state) {
        this.state = state;
        return this;
    }

    public List<Link> links() {
        return List.copyOf(links);
    }

    public List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    public List<Seen> seenMarks() {
        return List.copyOf(seen);
    }

    public List<KeptVersion> kept() {
        return List.copyOf(kept);
    }

    public List<String> closedConflicts() {
        return List.copyOf(closed);
    }

    public List<Long> doneRequests() {
        return List.copyOf(done);
    }

    public Optional<PairState> newState() {
        return Optional.ofNullable(state);
    }

    public boolean isEmpty() {
        return links.isEmpty()
                && forgotten.isEmpty()
                && seen.isEmpty()
                && kept.isEmpty()
                && closed.isEmpty()
                && done.isEmpty()
                && state == null;
    }
}
