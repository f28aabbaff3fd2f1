package io.kalends.icalendar;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsFormatException.Reason;
import io.kalends.icalendar.text.IcsText;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a batch of writes into a document: which are made, which are refused, and what the document holds afterwards. Pure.
 *
 * @param document the document afterwards; {@code null} if nothing was made
 * @param rows what stands in it
 * @param results one result a write, in their order
 */
public record CalendarBatch(@Nullable IcsDocument document, EventRows rows, List<WriteResult<CalendarEvent>> results) {

    /** Limits that no single event is to blame for: taking the batch apart would not help. */
    private static final Set<Reason> OF_THE_WHOLE = Set.of(Reason.TOO_LARGE, Reason.TOO_MANY_COMPONENTS);

    /** A date that takes nothing out must be there soon after its event repeats again, and never be given up. */
    private static final Duration UNTIL_IT_REPEATS = Duration.ofHours(1);

    /** What was decided of a write; without an answer it was made, or found to be made already. */
    private record Decision(@Nullable WriteResult<CalendarEvent> answer, boolean found) {
        static final Decision MADE = new Decision(null, false);
        static final Decision FOUND = new Decision(null, true);

        static Decision no(WriteResult<CalendarEvent> answer) {
            return new Decision(answer, false);
        }
    }

    public static CalendarBatch of(
            IcsDocument before, EventRows rows, List<Write<CalendarEvent>> writes, ZoneId accountZone, Instant now) {
        CalendarEdit edit = new CalendarEdit(before, rows, accountZone, now);
        List<Decision> decisions =
                writes.stream().map(write -> decide(write, rows, edit)).toList();
        if (!decisions.contains(Decision.MADE)) {
            return new CalendarBatch(null, rows, results(writes, decisions, rows));
        }
        try {
            IcsDocument after = IcsDocument.parse(edit.build().bytes());
            EventRows rowsAfter = EventRows.of(after, accountZone, CalendarText.year(now));
            return new CalendarBatch(after, rowsAfter, results(writes, decisions, rowsAfter));
        } catch (RuntimeException e) {
            boolean ofTheWhole = e instanceof IcsFormatException format && OF_THE_WHOLE.contains(format.reason());
            return writes.size() > 1 && !ofTheWhole
                    ? inHalves(before, rows, writes, accountZone, now)
                    : new CalendarBatch(null, rows, refused(decisions, RecordErrors.of(e)));
        }
    }

    /** One event that the format cannot hold takes no other with it. */
    private static CalendarBatch inHalves(
            IcsDocument before, EventRows rows, List<Write<CalendarEvent>> writes, ZoneId accountZone, Instant now) {
        int middle = writes.size() / 2;
        CalendarBatch first = of(before, rows, writes.subList(0, middle), accountZone, now);
        IcsDocument between = first.document() == null ? before : first.document();
        CalendarBatch second = of(between, first.rows(), writes.subList(middle, writes.size()), accountZone, now);
        List<WriteResult<CalendarEvent>> results = new ArrayList<>(first.results());
        results.addAll(second.results());
        return new CalendarBatch(
                second.document() == null ? first.document() : second.document(), second.rows(), results);
    }

    private static Decision decide(Write<CalendarEvent> write, EventRows rows, CalendarEdit edit) {
        try {
            return write.fold(
                    create -> create(create, rows, edit),
                    update -> {
                        WriteResult<CalendarEvent> no =
                                refusal(update.id(), update.revision(), rows.dispute(update.id()), rows, edit);
                        if (no != null) {
                            return Decision.no(no);
                        }
                        edit.update(requireNonNull(rows.get(update.id())), update);
                        return Decision.MADE;
                    },
                    delete -> {
                        WriteResult<CalendarEvent> no =
                                refusal(delete.id(), delete.revision(), rows.disputeOfFamily(delete.id()), rows, edit);
                        if (no != null) {
                            return Decision.no(no);
                        }
                        edit.delete(requireNonNull(rows.get(delete.id())));
                        return Decision.MADE;
                    });
        } catch (RuntimeException e) {
            return Decision.no(WriteResult.rejected(RecordErrors.of(e)));
        }
    }

    private static Decision create(Write.Create<CalendarEvent> create, EventRows rows, CalendarEdit edit) {
        String uid = create.record().uid();
        String id = idOf(create.record());
        if (edit.has(id)) {
            return Decision.FOUND;
        }
        if (rows.unreadable().containsKey(id)) {
            return Decision.no(WriteResult.deferred(
                    "an event of this name is there already: "
                            + rows.unreadable().get(id),
                    null));
        }
        if (!IcsText.unescape(IcsText.escape(uid)).equals(uid)) {
            throw new IllegalArgumentException("its uid holds characters that iCalendar cannot keep");
        }
        String needless = edit.takesOutNothing(create.record());
        if (needless != null) {
            return Decision.no(WriteResult.deferred(needless, UNTIL_IT_REPEATS));
        }
        edit.create(create);
        return Decision.MADE;
    }

    public static String idOf(CalendarEvent event) {
        return EventIds.id(event.uid(), event.recurrenceId());
    }

    private static @Nullable WriteResult<CalendarEvent> refusal(
            String id, @Nullable String revision, @Nullable String dispute, EventRows rows, CalendarEdit edit) {
        EventRow row = rows.get(id);
        if (row == null || !edit.has(id)) {
            String reason = row == null ? rows.whyNot(id) : null;
            return reason == null ? WriteResult.gone() : WriteResult.deferred(reason, null);
        }
        if (dispute != null) {
            return WriteResult.deferred(dispute, null);
        }
        return revision != null && !revision.equals(row.record().revision()) ? WriteResult.stale() : null;
    }

    private static List<WriteResult<CalendarEvent>> results(
            List<Write<CalendarEvent>> writes, List<Decision> decisions, EventRows after) {
        List<WriteResult<CalendarEvent>> results = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            WriteResult<CalendarEvent> answer = decisions.get(i).answer();
            results.add(
                    answer != null
                            ? answer
                            : done(writes.get(i), decisions.get(i).found(), after));
        }
        return results;
    }

    private static WriteResult<CalendarEvent> done(Write<CalendarEvent> write, boolean found, EventRows after) {
        if (write instanceof Write.Delete<CalendarEvent>) {
            return WriteResult.deleted();
        }
        String id = write.fold(create -> idOf(create.record()), Write.Update::id, Write.Delete::id);
        EventRow row = after.get(id);
        if (row == null) {
            return WriteResult.unknown("the event is not in the file after it was written");
        }
        return found ? WriteResult.found(row.record()) : WriteResult.applied(row.record());
    }

    private static List<WriteResult<CalendarEvent>> refused(List<Decision> decisions, String reason) {
        return decisions.stream()
                .map(Decision::answer)
                .map(answer -> answer != null ? answer : WriteResult.<CalendarEvent>rejected(reason))
                .toList();
    }
}
