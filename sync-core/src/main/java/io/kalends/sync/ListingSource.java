package io.kalends.sync;

import io.kalends.sync.spi.CursorCodec;
import java.util.ArrayList;
import java.util.List;

/** A source without history: pages by id, nothing remembered. */
record ListingSource<R>(ChangeSource.RecordPages<R> pages, ChangeSource.RecordLoader<R> loader)
        implements ChangeSource<R> {

    private static final CursorCodec CURSOR = new CursorCodec("ids", 1, 1);

    @Override
    public ChangePage<R> changes(ChangeRequest request) {
        Cursor cursor = request.cursor();
        String after =
                cursor == null ? "" : CURSOR.parts(cursor, Place.unknown()).get(0);
        List<Versioned<R>> records = pages.after(after, request.pageSize());
        boolean more = records.size() >= request.pageSize();
        List<Entry<R>> entries = new ArrayList<>(records.size());
        records.forEach(record -> entries.add(Entry.present(record)));
        Cursor next = more ? CURSOR.cursor(records.get(records.size() - 1).id()) : null;
        return new ChangePage<>(entries, next, more, ChangePage.Listing.FULL);
    }

    @Override
    public List<Entry<R>> fetch(FetchRequest request) {
        return Loaded.entries(loader, request.ids());
    }
}
