package io.kalends.sync;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A source without history: pages by id, nothing remembered. */
record ListingSource<R>(ChangeSource.RecordPages<R> pages, ChangeSource.RecordLoader<R> loader)
        implements ChangeSource<R> {

    private static final String FROM_ID = "after:";

    @Override
    public ChangePage<R> changes(ChangeRequest request) {
        Cursor cursor = request.cursor();
        String after = cursor == null ? "" : afterId(cursor);
        List<Versioned<R>> records = pages.after(after, request.pageSize());
        boolean more = records.size() >= request.pageSize();
        List<Entry<R>> entries = new ArrayList<>(records.size());
        records.forEach(record -> entries.add(Entry.present(record)));
        Cursor next = more ? Cursor.of(FROM_ID + records.get(records.size() - 1).id()) : null;
        return new ChangePage<>(entries, next, more, ChangePage.Listing.FULL);
    }

    private static String afterId(Cursor cursor) {
        if (!cursor.token().startsWith(FROM_ID)) {
            throw new CursorExpiredException(
                    Place.unknown(), "the cursor is not one of this listing", "the run lists in full");
        }
        return cursor.token().substring(FROM_ID.length());
    }

    @Override
    public List<Entry<R>> fetch(FetchRequest request) {
        Set<String> missing = new LinkedHashSet<>(request.ids());
        List<Entry<R>> entries = new ArrayList<>(request.ids().size());
        for (Versioned<R> record : loader.load(request.ids())) {
            if (missing.remove(record.id())) {
                entries.add(Entry.present(record));
            }
        }
        missing.forEach(id -> entries.add(Entry.removed(id)));
        return entries;
    }
}
