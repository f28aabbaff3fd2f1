package io.kalends.testkit;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.TransientException;
import io.kalends.sync.record.Extent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Rows}. A listing goes by birth and remembers the change it began at, so that what changes meanwhile comes
 * again in the first delta.
 */
final class MemorySource<R> implements ChangeSource<R> {

    /** Before a token: a page with old states comes first, if it has not come yet. */
    private static final String AGAIN = "again:";

    private static final Pattern TOKEN = Pattern.compile("(?:" + AGAIN + ")?(delta|list):(\\d{1,18}):(\\d{1,18})");

    private final MemoryCore<R> core;
    private final Rows<R> rows;

    MemorySource(MemoryCore<R> core) {
        this.core = core;
        this.rows = core.rows;
    }

    @Override
    public ChangePage<R> changes(ChangeRequest request) {
        return core.call(Call.CHANGES, () -> {
            synchronized (rows) {
                return page(request);
            }
        });
    }

    private ChangePage<R> page(ChangeRequest request) {
        if (request.deadline().isBefore(core.clock.instant())) {
            throw new TransientException(core.place, "the deadline has passed already", "it is tried again");
        }
        if (core.faults.reads().takePurged()) {
            rows.purge();
        }
        Cursor cursor = request.cursor();
        Optional<ChangePage<R>> oldStates = core.extraPageAt(cursor);
        if (oldStates.isPresent()) {
            return oldStates.get();
        }
        ChangePage<R> page;
        if (cursor == null) {
            // A page that repeats is one of the same listing: an earlier one's would show what is long gone.
            core.lastPage = List.of();
            core.advanceIndex();
            core.faults.reads().rotation().ifPresent(rows::renameAll);
            Optional<ReadFaults.Cut> cut = core.faults.reads().takeCut();
            page = cut.isPresent() ? cutShort(cut.get()) : listing(rows.lastChange(), 0, request);
        } else {
            page = after(cursor, request);
        }
        List<Entry<R>> before = core.lastPage;
        core.lastPage = page.entries();
        return followedByOldStates(page, before);
    }

    private ChangePage<R> after(Cursor cursor, ChangeRequest request) {
        Matcher token = TOKEN.matcher(cursor.token());
        if (core.faults.reads().takeExpired() || !token.matches()) {
            throw expired("the cursor is not usable");
        }
        if (placeOf(cursor).isEmpty()) {
            if (Long.parseLong(token.group(2)) > rows.lastChange()) {
                // The collection is older than its reader: it was restored, and says so from now on.
                rows.newIncarnation();
            }
            throw expired("the log does not reach back to the cursor, or belongs to an earlier life");
        }
        long change = placeOf(cursor).getAsLong();
        if (token.group(1).equals("list")) {
            return listing(change, Long.parseLong(token.group(3)), request);
        }
        core.advanceIndex();
        return delta(change, request);
    }

    /** The change that a cursor stands at; empty if it cannot be gone on from. */
    OptionalLong placeOf(Cursor cursor) {
        Matcher token = TOKEN.matcher(cursor.token());
        if (!token.matches()
                || (core.behaviour.incarnations() && !rows.incarnation().equals(cursor.incarnation()))) {
            return OptionalLong.empty();
        }
        long change = Long.parseLong(token.group(2));
        return rows.knows(change) ? OptionalLong.of(change) : OptionalLong.empty();
    }

    private ChangePage<R> listing(long began, long after, ChangeRequest request) {
        List<Row<R>> rest = rows.bornAfter(after);
        boolean more = rest.size() > request.pageSize();
        List<Row<R>> shown = more ? rest.subList(0, request.pageSize()) : rest;
        List<Entry<R>> entries = new ArrayList<>();
        for (Row<R> row : shown) {
            if (!core.isHidden(row.id()) && !leftOut(row, request)) {
                entries.add(entry(row));
            }
        }
        Cursor next = more ? cursor("list", began, shown.get(shown.size() - 1).born()) : atEnd(began);
        return new ChangePage<>(entries, next, more, core.behaviour.listing());
    }

    private ChangePage<R> cutShort(ReadFaults.Cut cut) {
        List<Row<R>> all = rows.live();
        int shown = Math.min(cut.records(), all.size());
        List<Entry<R>> entries = new ArrayList<>();
        all.subList(0, shown).forEach(row -> entries.add(entry(row)));
        // What it left out comes as a change later, or, where it said that it left something out, in another listing.
        Cursor next = cut.says() == Listing.PARTIAL ? null : atEnd(rows.lastChange());
        all.subList(shown, all.size()).forEach(row -> rows.resurface(row.id()));
        return new ChangePage<>(entries, next, false, cut.says());
    }

    private ChangePage<R> delta(long since, ChangeRequest request) {
        List<Row<R>> changed = rows.changedAfter(since);
        boolean more = changed.size() > request.pageSize();
        List<Row<R>> shown = more ? changed.subList(0, request.pageSize()) : changed;
        List<Entry<R>> entries = new ArrayList<>();
        for (Row<R> row : shown) {
            if (row.live() && core.isHidden(row.id())) {
                continue;
            }
            entries.add(row.live() && !leftOut(row, request) ? entry(row) : Entry.removed(row.id()));
        }
        long end = shown.isEmpty() ? since : shown.get(shown.size() - 1).changed();
        return new ChangePage<>(entries, cursor("delta", end, 0), more, Listing.DELTA);
    }

    /** Old states come as a page of their own after this one: within a page the last entry of an id counts. */
    private ChangePage<R> followedByOldStates(ChangePage<R> page, List<Entry<R>> before) {
        Cursor next = page.next();
        if (next == null) {
            return page;
        }
        List<Entry<R>> entries = new ArrayList<>();
        if (core.faults.reads().takeRepeat()) {
            entries.addAll(before);
        }
        for (ReadFaults.Old old : core.faults.reads().takeOld()) {
            entries.add(Entry.present(core.view(past(old))));
        }
        if (page.listing() == Listing.DELTA) {
            core.faults.reads().takeFalselyRemoved().forEach(id -> entries.add(Entry.removed(id)));
        }
        if (entries.isEmpty()) {
            return page;
        }
        Cursor again = new Cursor(AGAIN + next.token(), next.incarnation());
        core.keepExtraPage(again, new ChangePage<>(entries, next, page.more(), page.listing()));
        return new ChangePage<>(page.entries(), again, true, page.listing());
    }

    private Row<R> past(ReadFaults.Old old) {
        List<Row<R>> past = rows.past(old.id());
        if (past.size() < old.statesBack()) {
            throw new IllegalStateException("record " + old.id() + " has had " + past.size()
                    + " earlier states, so there is none " + old.statesBack() + " back");
        }
        return past.get(old.statesBack() - 1);
    }

    @Override
    public List<Entry<R>> fetch(FetchRequest request) {
        return core.call(Call.FETCH, () -> {
            synchronized (rows) {
                List<Entry<R>> entries = new ArrayList<>();
                for (String id : request.ids()) {
                    entries.add(rows.live(id).map(this::entry).orElseGet(() -> Entry.removed(id)));
                }
                return entries;
            }
        });
    }

    private Entry<R> entry(Row<R> row) {
        return core.faults
                .reads()
                .unreadableBecause(row.id())
                .map(reason -> Entry.<R>unreadable(row.id(), reason))
                .orElseGet(() -> Entry.present(core.view(row)));
    }

    private boolean leftOut(Row<R> row, ChangeRequest request) {
        if (!core.behaviour.windowed()) {
            return false;
        }
        Instant from = request.from() == null ? Instant.MIN : request.from();
        Instant to = request.to() == null ? Instant.MAX : request.to();
        Optional<Extent> extent = core.type.extent(row.record());
        return extent.isPresent() && !extent.get().overlaps(from, to);
    }

    private @Nullable Cursor atEnd(long began) {
        return core.behaviour.history() ? cursor("delta", began, 0) : null;
    }

    private Cursor cursor(String kind, long change, long place) {
        return new Cursor(kind + ":" + change + ":" + place, core.behaviour.incarnations() ? rows.incarnation() : null);
    }

    private CursorExpiredException expired(String what) {
        return new CursorExpiredException(core.place, what, "the run lists in full");
    }
}
