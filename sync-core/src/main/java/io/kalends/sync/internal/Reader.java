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
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.RecordIds;
import io.kalends.sync.store.SideProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
    private final Doubts<R> doubts;
    private final WholeFamilies<R> families;
    private final Absences<R> absences;
    private final Unreadables unreadables;

    private final Set<Side> read = EnumSet.noneOf(Side.class);

    Reader(RunContext<R> run, Absences<R> absences, Unreadables unreadables) {
        this.run = run;
        this.doubts = new Doubts<>(run);
        this.families = new WholeFamilies<>(run);
        this.absences = absences;
        this.unreadables = unreadables;
    }

    /**
     * Reads all that is new of a side, or everything, and finds what is gone.
     *
     * @param since a listing under way goes on only if it began at this time or later; any one if this is not given
     * @param page told the links that a page touched, after they were stored
     * @return false if the run was stopped on the way
     */
    boolean read(Side side, boolean full, @Nullable Instant since, Consumer<List<Link>> page) {
        boolean whole = readAnew(side, full, since, page);
        if (whole) {
            read.add(side);
        }
        return whole;
    }

    /** Whether all that is new of a side was read in this run. */
    boolean hasRead(Side side) {
        return read.contains(side);
    }

    private boolean readAnew(Side side, boolean full, @Nullable Instant since, Consumer<List<Link>> page) {
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
                        .state(run.state().with(side, progress.at(retryDelta ? progress.committed() : null, null))));
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
        return readSome(side, List.of(recordId));
    }

    /** The same for several, together. */
    List<Link> readAll(Side side, Collection<String> recordIds) {
        List<Link> due = new ArrayList<>();
        List<String> all = List.copyOf(recordIds);
        for (int from = 0; from < all.size(); from += SWEEP_BATCH) {
            due.addAll(readSome(side, all.subList(from, Math.min(from + SWEEP_BATCH, all.size()))));
        }
        return due;
    }

    private List<Link> readSome(Side side, List<String> recordIds) {
        Map<String, Link> known = linksOf(side, recordIds);
        List<String> changed = new ArrayList<>();
        List<Link> due = new ArrayList<>();
        Changes changes = new Changes();
        unreadables.asked(side, recordIds);
        run.fetch(side, recordIds).forEach((id, entry) -> {
            Link link = known.get(id);
            if (entry instanceof Entry.Unreadable<R> unreadable) {
                isUnreadable(side, link, unreadable);
                return;
            }
            unreadables.isRead(side, id);
            Link now = link == null ? first(side, entry) : run.observe(side, link, entry);
            if (now != null && !now.equals(link)) {
                changes.put(now);
                changed.add(id);
            }
            if (now != null && now.due() != null) {
                due.add(now);
            }
        });
        run.spareFromSweep(side, changed, changes);
        run.commit(changes);
        return due;
    }

    private Map<String, Link> linksOf(Side side, Collection<String> recordIds) {
        Map<String, Link> links = new LinkedHashMap<>();
        if (!recordIds.isEmpty()) {
            for (Link link : run.store().linksOf(run.pairId(), side, recordIds)) {
                links.put(link.on(side).orElseThrow().id(), link);
            }
        }
        return links;
    }

    private boolean list(Side side, boolean full, @Nullable Instant since, Consumer<List<Link>> page) {
        SideProgress.Listing listing = begin(side, full, since);
        doubts.begin();
        // What an earlier run has read of it showed something.
        boolean empty = listing.next() == null;
        boolean proof = false;
        for (int pages = 0; !listing.complete(); pages++) {
            if (run.stopsAfterPages(pages)) {
                return false;
            }
            run.renewIfNeeded();
            ChangePage<R> answer = run.io(side)
                    .changes(
                            listing.next(),
                            run.rules().pair().window().at(run.now()),
                            run.rules().pair().pageSize(),
                            run.callDeadline());
            if (answer.more() && sameCursor(answer.next(), listing.next())) {
                throw new SyncException(
                        new Place("", run.io(side).replica().id()),
                        "the source answers a cursor with the same cursor and more to come",
                        "this is a fault of the provider: report it");
            }
            empty &= answer.entries().isEmpty();
            proof = isProof(answer);
            listing = store(side, listing, answer, empty, page);
        }
        if (run.state().on(side).listing() != null) {
            absences.sweep(side, listing, proof, empty);
        }
        // What an earlier run began to list may have changed since: what is gone may be there under another id.
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

    /**
     * Stores a page and how far the side is read.
     *
     * @param empty whether the listing showed nothing so far
     */
    private SideProgress.Listing store(
            Side side, SideProgress.Listing listing, ChangePage<R> page, boolean empty, Consumer<List<Link>> touched) {
        Changes changes = new Changes();
        SideProgress progress = run.state().on(side);
        if (anotherLife(progress, page.next())) {
            run.observer().livesAnew(side);
            distrustBase();
            String why = "the " + side.label() + " side was restored or made anew: everything is compared again, and"
                    + " nothing is deleted for what it lacks";
            run.log().did(Step.ofSide(Action.RESTORED, side, why));
        }
        List<Link> links = observe(side, page, changes, listing);
        boolean lists = page.listing() != Listing.DELTA;
        if (!lists) {
            doubts.told(page.entries());
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
                        progress.committed(),
                        next,
                        life(progress, page.next()),
                        query(),
                        progress.listedAt(),
                        progress.collection(),
                        progress.foundEmpty())
                : new SideProgress(
                        page.next(),
                        sweeps ? next : null,
                        life(progress, page.next()),
                        query(),
                        lists ? listedAt(side, sweeps) : progress.listedAt(),
                        progress.collection(),
                        (progress.listedAt() == null && lists) ? (sweeps && empty) : progress.foundEmpty());
        if (!after.equals(progress)) {
            changes.state(run.state().with(side, after));
        }
        run.commit(changes);
        if (!page.entries().isEmpty()) {
            Listeners listeners = run.log().listeners();
            listeners.tell(listener ->
                    listener.read(listeners.run(), side, page.entries().size()));
        }
        touched.accept(links);
        return sweeps || page.more() ? next : new SideProgress.Listing(0, null, listing.since(), false, true);
    }

    /** Whether absence is proof. In a window a record is also absent that lies outside of it. */
    private boolean isProof(ChangePage<R> last) {
        return last.listing() == Listing.SNAPSHOT && run.rules().pair().window().equals(SyncWindow.unlimited());
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
    private List<Link> observe(Side side, ChangePage<R> page, Changes changes, SideProgress.Listing listing) {
        Map<String, Entry<R>> byId = new LinkedHashMap<>();
        for (Entry<R> entry : page.entries()) {
            byId.remove(entry.id());
            byId.put(entry.id(), entry);
        }
        families.addMissing(side, page, byId);
        Map<String, Link> known = linksOf(side, byId.keySet());
        Map<String, Entry<R>> confirmed = doubts.confirm(side, byId, page.families(), known, listing);
        List<Link> touched = new ArrayList<>();
        byId.forEach((id, entry) -> {
            Link link = known.get(id);
            Link now = link == null
                    ? first(side, confirmed.getOrDefault(id, entry))
                    : run.observe(side, link, confirmed.getOrDefault(id, entry));
            if (confirmed.getOrDefault(id, entry) instanceof Entry.Unreadable<R> unreadable) {
                isUnreadable(side, link, unreadable);
            } else {
                unreadables.isRead(side, id);
            }
            if (now != null && !now.equals(link)) {
                changes.put(now);
                touched.add(now);
            }
        });
        return touched;
    }

    private void isUnreadable(Side side, @Nullable Link link, Entry.Unreadable<R> entry) {
        if (link == null) {
            absences.lies(side);
        }
        boolean news = !unreadables.isKnown(side, entry.id());
        if (unreadables.isUnreadable(side, entry.id())) {
            run.log().unreadable(side, link, entry, news);
        }
    }

    /** After the listings: what could not be read before, and is not looked at again yet. */
    void tellOfUnreadables() {
        Map<Run.Only, Instant> untold = unreadables.untold();
        for (Side side : Side.values()) {
            Map<String, Link> links = linksOf(
                    side,
                    untold.keySet().stream()
                            .filter(one -> one.side() == side)
                            .map(Run.Only::recordId)
                            .toList());
            untold.forEach((one, due) -> {
                if (one.side() == side) {
                    String why = "it could not be read, and is looked at again after " + due;
                    isUnreadable(side, links.get(one.recordId()), new Entry.Unreadable<>(one.recordId(), why, null));
                }
            });
        }
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

    private static boolean sameCursor(@Nullable Cursor one, @Nullable Cursor other) {
        return one == null ? other == null : one.equals(other);
    }
}
