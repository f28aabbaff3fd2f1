package io.kalends.examples.csv;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** One file as a side of a pair. It is read whole and written whole, in one move. */
record CsvCalendar(CsvFile file) implements ChangeSink<CalendarEvent> {

    /** What the columns hold; everything else of an event stays on the other side. */
    private static final Set<String> FIELDS =
            Set.of(CalendarEvents.TITLE, CalendarEvents.LOCATION, CalendarEvents.START, CalendarEvents.END);

    /** A row's id is its event's UID, so a create that is repeated finds what is there. */
    private static final SinkTraits SINK = new SinkTraits(Recognition.BY_IDENTITY, true, false, 100);

    static Replica<CalendarEvent> in(Path path) {
        CsvFile file = new CsvFile(path);
        return Replica.of(
                "csv:" + path.toAbsolutePath().normalize(),
                CalendarEvents.type(),
                ReplicaTraits.writable(SINK).holding(FIELDS),
                ChangeSource.listing(
                        (after, max) -> file.read().tailMap(after, false).values().stream()
                                .limit(max)
                                .map(CsvRow::versioned)
                                .toList(),
                        ids -> file.read().values().stream()
                                .filter(row -> ids.contains(row.uid()))
                                .map(CsvRow::versioned)
                                .toList()),
                new CsvCalendar(file));
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        TreeMap<String, CsvRow> before = file.read();
        TreeMap<String, CsvRow> rows = new TreeMap<>(before);
        List<WriteResult<CalendarEvent>> results = new ArrayList<>();
        for (Write<CalendarEvent> write : request.writes()) {
            results.add(write.fold(
                    create -> create(create, rows), update -> update(update, rows), delete -> delete(delete, rows)));
        }
        file.replace(before, rows);
        return WriteResponse.of(results);
    }

    private static WriteResult<CalendarEvent> create(Write.Create<CalendarEvent> create, TreeMap<String, CsvRow> rows) {
        CalendarEvent event = create.record();
        if (event.isOccurrence() || !event.recurrence().isNone()) {
            return WriteResult.rejected("a row of the file is one meeting → leave series out by a filter");
        }
        CsvRow there = rows.putIfAbsent(event.uid(), CsvRow.of(event));
        return there == null ? WriteResult.applied(CsvRow.of(event).versioned()) : WriteResult.found(there.versioned());
    }

    private static WriteResult<CalendarEvent> update(Write.Update<CalendarEvent> update, TreeMap<String, CsvRow> rows) {
        CsvRow there = rows.get(update.id());
        if (there == null || !there.isAt(update.revision())) {
            return there == null ? WriteResult.gone() : WriteResult.stale();
        }
        CsvRow row = there.with(update.record(), update.changed());
        rows.put(update.id(), row);
        return WriteResult.applied(row.versioned());
    }

    private static WriteResult<CalendarEvent> delete(Write.Delete<CalendarEvent> delete, TreeMap<String, CsvRow> rows) {
        CsvRow there = rows.get(delete.id());
        if (there == null || !there.isAt(delete.revision())) {
            return there == null ? WriteResult.gone() : WriteResult.stale();
        }
        rows.remove(delete.id());
        return WriteResult.deleted();
    }
}
