package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Step;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a side page by page; each page's observations and its cursor are stored in one transaction. */
final class Reader<R> {

    /** How many listings one run begins on a side: a delta that expired, and a page token that died in the full one. */
    private static final int MAX_LISTINGS = 3;

    private static final int SWEEP_BATCH = 500;

    private final RunContext<R> run;

    Reader(RunContext<R> run) {
        this.run = run;
    }

    /**
     * Reads all that is new of a side, or everything, and finds what is gone.
     *
     * @param since a listing under way goes on only if it began at this time or later; any one if this is not given
     * @param page told the links that a page touched, after they were stored
     * @return false if the run was stopped on the way
     */
    boolean read(Side side, boolean full, @Nullable Instant since, Consumer<List<Link>> page) {
        int listings = 0;
        boolean fromStart = full;
        while (true) {
            try {
                return list(side, fromStart, since, page);
            } catch (CursorExpiredException e) {
                if (++listings >= MAX_LISTINGS) {
                    throw e;
                }
                fromStart = true;
                SideProgress progress = run.state().on(side);
                SideProgress.Listing dead = progress.listing();
                // A page token that died inside a delta falls back to the committed cursor, once.
                boolean retryDelta = dead != null && !dead.full() && !sameCursor(dead.next(), progress.committed());
                run.commit(new Changes()
                        .state(run.state().with(side, with(progress, retryDelta ? progress.committed() : null, null))));
                if (retryDelta) {
                    fromStart = full;
                }
            }
        }
    }

    /**
     * Reads one record by its id, without touching the side's cursor.
     *
     * @return its link if that is due; empty if there is nothing to do, or it cannot be read
     */
    List<Link> readOne(Side side, String recordId) {
        List<Link> links = run.store().linksOf(run.pairId(), side, List.of(recordId));
        Entry<R> entry = run.fetch(side, List.of(recordId)).get(recordId);
        if (entry == null || entry instanceof Entry.Unreadable<R>) {
            unread.add(new Run.Only(side, recordId));
            if (entry instanceof Entry.Unreadable<R> unreadable) {
                isUnreadable(side, links.isEmpty() ? null : links.get(0), unreadable);
            }
            return links;
        }
        Link known = links.isEmpty() ? null : links.get(0);
        Link now = known == null ? first(side, entry) : run.observe(side, known, entry);
        if (now == null) {
            return List.of();
        }
        if (!now.equals(known)) {
            Changes changes = new Changes().put(now);
            run.spareFromSweep(side, List.of(recordId), changes);
            run.commit(changes);
        }
        return now.due() == null ? List.of() : List.of(now);
    }

    private boolean list(Side side, boolean full, @Nullable Instant since, Consumer<List<Link>> page) {
        SideProgress.Listing listing = begin(side, full, since);
        told.clear();
        shown = listing.next() == null ? 0 : 1;
        for (int pages = 0; !listing.complete(); pages++) {
            if (run.stopsAfterPages(pages)) {
                return false;
            }
            run.renewIfNeeded();
            ChangePage<R> read = run.io(side)
                    .changes(
                            listing.next(),
                            run.rules().pair().window().at(run.now()),
                            run.rules().pair().pageSize(),
                            run.callDeadline());
            if (read.more() && sameCursor(read.next(), listing.next())) {
                throw new SyncException(
                        new Place("", run.io(side).replica().id()),
                        "the source answers a cursor with the same cursor and more to come",
                        "this is a fault of the provider: report it");
            }
            shown += read.entries().size();
            listing = store(side, listing, read, page);
        }
        sweep(side, listing);
        // What an earlier run began to list may have changed since: a record that is gone may be there under another
        // id.
        boolean begunEarlier = listing.since().isBefore(run.started());
        // A run that may read only so much, of a side without history, would begin again and again.
        boolean endless = run.state().on(side).committed() == null
                && run.rules().pair().budget().isLimited();
        return !begunEarlier || endless || list(side, false, null, page);
    }

    private SideProgress.Listing begin(Side side, boolean full, @Nullable Instant since) {
        SideProgress progress = run.state().on(side);
        SideProgress.Listing under = progress.listing();
        boolean sameQuery = progress.query() == run.rules().query(run.now());
        boolean fresh = under != null && (since == null || !under.since().isBefore(since));
        if (under != null && fresh && sameQuery && (under.full() || !full)) {
            return under;
        }
        Cursor cursor = full || !sameQuery || progress.listedAt() == null ? null : progress.committed();
        long generation = under == null ? progress.query() ^ run.now().toEpochMilli() : under.generation() + 1;
        return new SideProgress.Listing(generation, cursor, run.now(), cursor == null, false);
    }

    private SideProgress.Listing store(
            Side side, SideProgress.Listing listing, ChangePage<R> page, Consumer<List<Link>> touched) {
        Changes changes = new Changes();
        SideProgress progress = run.state().on(side);
        if (anotherLife(progress, page.next())) {
            distrustBase();
        }
        List<Link> links = observe(side, page.entries(), changes, listing);
        boolean lists = page.listing() != Listing.DELTA;
        if (!lists) {
            page.entries().forEach(entry -> told.add(RecordIds.hash(entry.id())));
        }
        if (lists && !page.entries().isEmpty()) {
            changes.seen(new Changes.Seen(
                    side,
                    listing.generation(),
                    page.entries().stream()
                            .mapToLong(entry -> RecordIds.hash(entry.id()))
                            .toArray()));
        }
        boolean sweeps = page.listing() == Listing.FULL || page.listing() == Listing.SNAPSHOT;
        SideProgress.Listing next = new SideProgress.Listing(
                listing.generation(), page.next(), listing.since(), listing.full() || lists, !page.more());
        SideProgress after = page.more()
                ? new SideProgress(
                        progress.committed(), next, life(progress, page.next()), query(), progress.listedAt())
                : new SideProgress(
                        page.next(),
                        sweeps ? next : null,
                        life(progress, page.next()),
                        query(),
                        lists ? listedAt(side, sweeps) : progress.listedAt());
        if (!after.equals(progress)) {
            changes.state(run.state().with(side, after));
        }
        run.commit(changes);
        if (!page.entries().isEmpty()) {
            run.log()
                    .tell(listener ->
                            listener.read(run.pairId(), side, page.entries().size()));
        }
        touched.accept(links);
        // What the last page says counts for the sweep: it knows whether absence is proof.
        // In a window a record is also absent that lies outside of it.
        proof = page.listing() == Listing.SNAPSHOT
                && run.rules().pair().window().equals(SyncWindow.unlimited());
        return sweeps || page.more() ? next : new SideProgress.Listing(0, null, listing.since(), false, true);
    }

    /**
     * A listing that says it is partial leaves the side unlisted: a record that it left out would be created a second time.
     * Not where the side itself knows a record that is there, or cannot be written.
     */
    private @Nullable Instant listedAt(Side side, boolean complete) {
        boolean harmless = run.rules()
                .pair()
                .on(side)
                .traits()
                .writing()
                .map(sink -> sink.recognition() == SinkTraits.Recognition.BY_IDENTITY)
                .orElse(true);
        return complete || harmless ? run.now() : null;
    }

    /** What the delta under way has told so far. */
    private final Set<Long> told = new HashSet<>();

    private boolean proof;

    private final Set<Run.Only> asked = new HashSet<>();

    private final Set<Run.Only> unread = new HashSet<>();

    /** Whether a record that was asked for could be read. */
    boolean wasRead(Request request) {
        return !unread.contains(new Run.Only(request.side(), request.recordId()));
    }

    /** Records that the next run is asked to look at. */
    Set<Run.Only> unread() {
        return Set.copyOf(asked);
    }

    private final Set<Side> lied = EnumSet.noneOf(Side.class);

    private final Set<Side> saidNothing = EnumSet.noneOf(Side.class);

    /** How many entries the listing under way has shown in this run. */
    private int shown;

    private long query() {
        return run.rules().query(run.now());
    }

    private static @Nullable String life(SideProgress progress, @Nullable Cursor next) {
        return next == null || next.incarnation() == null ? progress.incarnation() : next.incarnation();
    }

    private static boolean anotherLife(SideProgress progress, @Nullable Cursor next) {
        return next != null
                && next.incarnation() != null
                && progress.incarnation() != null
                && !progress.incarnation().equals(next.incarnation());
    }

    /** The source was restored or made anew: what was agreed before proves nothing, and nothing is deleted for it. */
    private void distrustBase() {
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), null, after, SWEEP_BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                changes.put(link.change()
                        .agreement(null)
                        .due(Observer.AT_ONCE)
                        .unburdened()
                        .build());
            }
            run.commit(changes);
        } while (links.size() == SWEEP_BATCH);
    }

    /** Brings a page into the links; the last entry of an id counts. */
    private List<Link> observe(Side side, List<Entry<R>> entries, Changes changes, SideProgress.Listing listing) {
        Map<String, Entry<R>> byId = new LinkedHashMap<>();
        for (Entry<R> entry : entries) {
            byId.remove(entry.id());
            byId.put(entry.id(), entry);
        }
        Map<String, Link> known = new LinkedHashMap<>();
        if (!byId.isEmpty()) {
            for (Link link : run.store().linksOf(run.pairId(), side, byId.keySet())) {
                known.put(link.on(side).orElseThrow().id(), link);
            }
        }
        Map<String, Entry<R>> confirmed = confirm(side, byId, known, listing);
        List<Link> touched = new ArrayList<>();
        byId.forEach((id, entry) -> {
            Link link = known.get(id);
            Link now = link == null
                    ? first(side, confirmed.getOrDefault(id, entry))
                    : run.observe(side, link, confirmed.getOrDefault(id, entry));
            if (confirmed.getOrDefault(id, entry) instanceof Entry.Unreadable<R> unreadable) {
                lookAgain(side, id);
                isUnreadable(side, link, unreadable);
            }
            if (now != null && !now.equals(link)) {
                changes.put(now);
                touched.add(now);
            }
        });
        return touched;
    }

    private void isUnreadable(Side side, @Nullable Link link, Entry.Unreadable<R> entry) {
        String id = link == null ? "" : link.id();
        if (link == null) {
            lied.add(side);
        }
        if (run.unreadable().add(new Run.Only(side, entry.id()))) {
            run.log().did(new Step(Action.UNREADABLE, side, id, entry.id(), Set.of(), entry.reason()));
        }
    }

    /** The source will not tell it again: the next run looks, and the one after, until it can be read. */
    private void lookAgain(Side side, String id) {
        if (!run.dryRun() && asked.add(new Run.Only(side, id))) {
            run.store().request(run.pairId(), Request.record(side, id));
        }
    }

    /** What a request already asks to look at. */
    void isAsked(Request request) {
        asked.add(new Run.Only(request.side(), request.recordId()));
    }

    /**
     * A removal, a version that may be older than the one known, and a record that is told twice (pages may come late) are
     * hints: the records are looked at once more.
     */
    private Map<String, Entry<R>> confirm(
            Side side, Map<String, Entry<R>> entries, Map<String, Link> known, SideProgress.Listing listing) {
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
                            && mayBeOlder(side, last, present.record(), listing))) {
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

    private @Nullable Link first(Side side, Entry<R> entry) {
        if (!(entry instanceof Entry.Present<R> present)) {
            return null;
        }
        Observation seen = run.observer().observe(side, present.record(), run.now());
        if (seen.presence() == Presence.OUT_OF_SCOPE) {
            return null;
        }
        run.cache().put(side, present.record());
        return Link.begin(run.nextLinkId(), run.pairId(), side, seen, Observer.AT_ONCE);
    }

    /** Sides whose records are known: all of them were listed, and not by an empty list though some are there. */
    Set<Side> listed() {
        Set<Side> listed = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (run.state().on(side).listedAt() != null && !saidNothing.contains(side)) {
                listed.add(side);
            }
        }
        return listed;
    }

    /**
     * Whether a listing of this run left out records that are there, or showed some that cannot be read: then a record that it
     * does not show may be there too.
     */
    boolean lied(Side side) {
        return lied.contains(side);
    }

    /** What a complete listing did not show is gone, once that is confirmed or the source vouches for it. */
    private void sweep(Side side, SideProgress.Listing listing) {
        SideProgress progress = run.state().on(side);
        if (progress.listing() == null) {
            return;
        }
        String after = null;
        List<Link> unseen;
        do {
            unseen = run.store().unseen(run.pairId(), side, listing.generation(), after, SWEEP_BATCH);
            Map<String, Link> missing = new LinkedHashMap<>();
            for (Link link : unseen) {
                after = link.id();
                missing.put(link.on(side).orElseThrow().id(), link);
            }
            if (proof) {
                Changes changes = new Changes();
                missing.values().forEach(link -> changes.put(run.observer().missing(link, side, run.now())));
                run.commit(changes);
            } else {
                boolean there = run.fetchAndObserve(side, missing).values().stream()
                        .anyMatch(link -> link.on(side)
                                .map(half -> half.presence() == Presence.PRESENT)
                                .orElse(false));
                if (there) {
                    lied.add(side);
                    if (shown == 0) {
                        saidNothing.add(side);
                    }
                }
            }
        } while (unseen.size() == SWEEP_BATCH);
        run.commit(new Changes().state(run.state().with(side, with(progress, progress.committed(), null))));
    }

    private static SideProgress with(
            SideProgress progress, @Nullable Cursor committed, SideProgress.@Nullable Listing listing) {
        return new SideProgress(committed, listing, progress.incarnation(), progress.query(), progress.listedAt());
    }

    private static boolean sameCursor(@Nullable Cursor one, @Nullable Cursor other) {
        return one == null ? other == null : one.equals(other);
    }
}
