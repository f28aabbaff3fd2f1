package io.kalends.sync.internal;

import io.kalends.sync.ChangePage.Family;
import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.SideProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which entries of a page are only hints, as pages may repeat, come late or be old: their records are looked at once more. */
final class Doubts<R> {

    private final RunContext<R> run;

    /** What the delta under way has told so far. */
    private final Set<Long> told = new HashSet<>();

    Doubts(RunContext<R> run) {
        this.run = run;
    }

    /** A listing begins, or goes on. */
    void begin() {
        told.clear();
    }

    /** A page of a delta told these. */
    void told(Collection<Entry<R>> entries) {
        entries.forEach(entry -> told.add(RecordIds.hash(entry.id())));
    }

    /**
     * A removal, a version that may be older than the one known, a record that is told twice (pages may come late), and a
     * child that its family alone tells of are hints: the records are looked at once more.
     */
    Map<String, Entry<R>> confirm(
            Side side,
            Map<String, Entry<R>> entries,
            Set<Family> families,
            Map<String, Link> known,
            SideProgress.Listing listing) {
        List<String> doubtful = new ArrayList<>();
        entries.forEach((id, entry) -> {
            Link link = known.get(id);
            if (link == null) {
                return;
            }
            Observation last = link.on(side).orElseThrow();
            boolean again = !listing.full() && (told.contains(RecordIds.hash(id)) || wasTold(last, listing));
            boolean removed = entry instanceof Entry.Removed<R> && last.presence() != Presence.DELETED;
            if (again
                    || removed
                    || (entry instanceof Entry.Present<R> present
                            && (WholeFamilies.isDoubtful(families, present.record(), last)
                                    || mayBeOlder(side, last, present.record(), listing)))) {
                doubtful.add(id);
            }
        });
        return run.fetch(side, doubtful);
    }

    /** By the part of this listing that an earlier run read. */
    private boolean wasTold(Observation last, SideProgress.Listing listing) {
        return listing.since().isBefore(run.started()) && !last.observedAt().isBefore(listing.since());
    }

    private boolean mayBeOlder(Side side, Observation last, Versioned<R> seen, SideProgress.Listing listing) {
        if (last.presence() == Presence.DELETED) {
            return true;
        }
        if (last.revision() != null && last.revision().equals(seen.revision())) {
            return false;
        }
        Instant before = last.modifiedAt();
        Instant now = seen.modifiedAt();
        long content = run.observer().observe(side, seen, run.now()).content();
        if (last.revision() == null && content == last.content()) {
            return false;
        }
        // Of our own write no time is kept, but nothing that was made before it is news.
        boolean older = now != null && now.isBefore(before == null ? last.observedAt() : before);
        boolean toldTwice = listing.full() && !last.observedAt().isBefore(listing.since());
        // What our own write replaced looks like an edit back to it.
        return older || toldTwice || (last.replaced() != 0 && last.replaced() == content);
    }
}
