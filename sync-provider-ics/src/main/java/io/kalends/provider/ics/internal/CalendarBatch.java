package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.IcsDocument;
import io.kalends.provider.ics.internal.text.IcsFormatException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a batch of writes into a document: which are made, which are refused, and what the document holds afterwards. Pure.
 *
 * @param document the document afterwards; {@code null} if nothing was made
 * @param results one result a write, in their order
 */
record CalendarBatch(@Nullable IcsDocument document, List<WriteResult<CalendarEvent>> results) {

    static CalendarBatch of(
            IcsDocument before, EventRows rows, List<Write<CalendarEvent>> writes, ZoneId accountZone, Instant now) {
        CalendarEdit edit = new CalendarEdit(before, rows, accountZone, now);
        List<@Nullable WriteResult<CalendarEvent>> refused = new ArrayList<>();
        boolean any = false;
        for (Write<CalendarEvent> write : writes) {
            WriteResult<CalendarEvent> answer = make(write, rows, edit);
            refused.add(answer);
            any |= answer == null;
        }
        if (!any) {
            return new CalendarBatch(null, complete(writes, refused, rows));
        }
        IcsDocument after;
        try {
            after = edit.build();
            after = IcsDocument.parse(after.bytes());
        } catch (IcsFormatException e) {
            return new CalendarBatch(null, refuseAll(writes, refused, String.valueOf(e.getMessage())));
        }
        EventRows now2 = EventRows.of(
                after, accountZone, Year.of(now.atZone(ZoneOffset.UTC).getYear()));
        return new CalendarBatch(after, complete(writes, refused, now2));
    }

    /** Makes one write; the answer if it is not made. */
    private static @Nullable WriteResult<CalendarEvent> make(
            Write<CalendarEvent> write, EventRows rows, CalendarEdit edit) {
        try {
            return write.fold(
                    create -> {
                        EventRow there = rows.get(idOf(create.record()));
                        if (there != null) {
                            return WriteResult.found(there.record());
                        }
                        edit.create(create);
                        return null;
                    },
                    update -> {
                        EventRow row = rows.get(update.id());
                        WriteResult<CalendarEvent> no = refusal(row, update.revision());
                        if (no == null && row != null) {
                            edit.update(row, update);
                        }
                        return no;
                    },
                    delete -> {
                        EventRow row = rows.get(delete.id());
                        WriteResult<CalendarEvent> no = refusal(row, delete.revision());
                        if (no == null && row != null) {
                            edit.delete(row);
                        }
                        return no;
                    });
        } catch (IcsFormatException | DateTimeException | IllegalArgumentException e) {
            return WriteResult.rejected(
                    e instanceof DateTimeException ? "a date or time is out of range" : String.valueOf(e.getMessage()));
        }
    }

    static String idOf(CalendarEvent event) {
        return EventIds.id(event.uid(), event.recurrenceId());
    }

    private static @Nullable WriteResult<CalendarEvent> refusal(@Nullable EventRow row, @Nullable String revision) {
        if (row == null) {
            return WriteResult.gone();
        }
        return revision != null && !revision.equals(row.record().revision()) ? WriteResult.stale() : null;
    }

    private static List<WriteResult<CalendarEvent>> complete(
            List<Write<CalendarEvent>> writes, List<@Nullable WriteResult<CalendarEvent>> refused, EventRows after) {
        List<WriteResult<CalendarEvent>> results = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            WriteResult<CalendarEvent> answer = refused.get(i);
            results.add(answer != null ? answer : done(writes.get(i), after));
        }
        return results;
    }

    private static WriteResult<CalendarEvent> done(Write<CalendarEvent> write, EventRows after) {
        String id = write.fold(create -> idOf(create.record()), Write.Update::id, Write.Delete::id);
        if (write instanceof Write.Delete<CalendarEvent>) {
            return WriteResult.deleted();
        }
        EventRow row = after.get(id);
        if (row == null) {
            return WriteResult.unknown("the event is not in the file after it was written");
        }
        Versioned<CalendarEvent> stored = row.record();
        return WriteResult.applied(stored);
    }

    private static List<WriteResult<CalendarEvent>> refuseAll(
            List<Write<CalendarEvent>> writes, List<@Nullable WriteResult<CalendarEvent>> refused, String reason) {
        List<WriteResult<CalendarEvent>> results = new ArrayList<>(writes.size());
        for (WriteResult<CalendarEvent> answer : refused) {
            results.add(answer != null ? answer : WriteResult.rejected(reason));
        }
        return results;
    }
}
