package io.kalends.sync;

import io.kalends.sync.spi.CursorCodec;
import java.util.ArrayList;
import java.util.List;

/** A source over a host that numbers its changes: what is after a number, the first time after none. */
record NumberedSource<R>(ChangeSource.RecordChanges<R> changes, ChangeSource.RecordLoader<R> loader)
        implements ChangeSource<R> {

    private static final CursorCodec CURSOR = new CursorCodec("since", 1, 2);
    private static final String FIRST = "first";
    private static final String LATER = "later";

    @Override
    public ChangePage<R> changes(ChangeRequest request) {
        Cursor cursor = request.cursor();
        List<String> at = cursor == null ? List.of(FIRST, "") : CURSOR.parts(cursor, Place.unknown());
        List<NumberedChange<R>> found = changes.after(at.get(1), request.pageSize());
        boolean more = found.size() >= request.pageSize();
        String last = found.isEmpty() ? at.get(1) : found.get(found.size() - 1).number();
        List<Entry<R>> entries = new ArrayList<>(found.size());
        found.forEach(change -> entries.add(change.entry()));
        boolean first = at.get(0).equals(FIRST);
        return new ChangePage<>(
                entries,
                CURSOR.cursor(more && first ? FIRST : LATER, last),
                more,
                first ? ChangePage.Listing.FULL : ChangePage.Listing.DELTA);
    }

    @Override
    public List<Entry<R>> fetch(FetchRequest request) {
        return Loaded.entries(loader, request.ids());
    }
}
