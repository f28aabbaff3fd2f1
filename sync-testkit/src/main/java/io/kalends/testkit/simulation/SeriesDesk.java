package io.kalends.testkit.simulation;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.record.ChildNames;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is done to series as a whole, and to their occurrences, as calendar apps do it. */
final class SeriesDesk {

    private static final int OCCURRENCES = 6;

    private static final ChildNames<CalendarEvent> NAMES =
            CalendarEvents.type().childNames().orElseThrow();

    private final EventDesk desk;

    SeriesDesk(EventDesk desk) {
        this.desk = desk;
    }

    /** Changes or cancels one of the occurrences: it becomes a record of its own. */
    String setApart(Map.Entry<String, CalendarEvent> any, EventStatus status) {
        Optional<Map.Entry<String, CalendarEvent>> found = seriesOf(any);
        if (found.isEmpty()) {
            return desk.change(any, (builder, old) -> builder.title("title " + desk.ledger.word()));
        }
        Map.Entry<String, CalendarEvent> series = found.get();
        EventTime original = occurrence(series.getValue(), 1 + desk.random.nextInt(OCCURRENCES));
        EventTime start = desk.random.nextBoolean() ? original : desk.freshStart();
        CalendarEvent apart = EventDesk.at(
                        CalendarEvent.builder(series.getValue().uid()), start)
                .recurrenceId(original)
                .title("apart " + desk.ledger.word())
                .status(status)
                .build();
        Optional<Map.Entry<String, CalendarEvent>> already = desk.named(apart);
        if (already.isPresent()) {
            return desk.change(
                    already.get(),
                    (builder, old) -> builder.title(apart.title()).status(status));
        }
        desk.side.putChild(series.getKey(), apart);
        desk.ledger.born(desk.side.id(), apart);
        return "sets " + EventDesk.name(apart) + " apart, " + status + ", with " + desk.ledger.words(apart);
    }

    /** Moves something to another time: a series with all its occurrences. */
    String reschedule(Map.Entry<String, CalendarEvent> one) {
        EventTime start = desk.freshStart();
        return one.getValue().isSeries()
                ? begin(one, start)
                : desk.change(one, (builder, old) -> EventDesk.at(builder, start));
    }

    /** Moves a series by some minutes, in its own zone and kind. */
    String shift(Map.Entry<String, CalendarEvent> any) {
        Optional<Map.Entry<String, CalendarEvent>> found = seriesOf(any);
        if (found.isEmpty()) {
            return reschedule(any);
        }
        return begin(found.get(), later(found.get().getValue().start()));
    }

    String repeatOtherwise(Map.Entry<String, CalendarEvent> any) {
        Recurrence rule = Recurrence.of("FREQ=WEEKLY;COUNT=" + (10 + desk.ledger.number()));
        return seriesOf(any)
                .map(series -> desk.change(series, (builder, old) -> builder.recurrence(rule)))
                .orElseGet(() -> reschedule(any));
    }

    /** This occurrence and all that follow: another series goes on with them. */
    String splitOff(Map.Entry<String, CalendarEvent> any) {
        Optional<Map.Entry<String, CalendarEvent>> found = seriesOf(any);
        if (found.isEmpty()) {
            return reschedule(any);
        }
        CalendarEvent series = found.get().getValue();
        EventTime cut = occurrence(series, 1 + desk.random.nextInt(OCCURRENCES));
        CalendarEvent rest = EventDesk.at(CalendarEvent.builder("uid-" + desk.ledger.number()), later(cut))
                .title("rest " + desk.ledger.word())
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build();
        CalendarEvent cutOff = series.toBuilder()
                .recurrence(Recurrence.of("FREQ=WEEKLY;UNTIL=" + untilBefore(cut)))
                .build();
        String id = desk.side.put(rest);
        desk.ledger.born(desk.side.id(), rest);
        for (Map.Entry<String, CalendarEvent> child : desk.apartFrom(series)) {
            boolean follows = !child.getValue()
                    .originalStart()
                    .orElseThrow()
                    .widestStart()
                    .isBefore(cut.widestStart());
            if (follows) {
                move(child, series, rest, id);
            }
        }
        desk.side.edit(found.get().getKey(), old -> cutOff);
        desk.ledger.did(series, cutOff);
        return "splits " + series.uid() + " at " + cut.text() + " and goes on with " + EventDesk.name(rest) + ", "
                + desk.ledger.words(rest) + " after " + desk.ledger.words(cutOff);
    }

    private String begin(Map.Entry<String, CalendarEvent> series, EventTime start) {
        CalendarEvent before = series.getValue();
        CalendarEvent now = EventDesk.at(before.toBuilder(), start).build();
        List<Map.Entry<String, CalendarEvent>> apart = desk.apartFrom(before);
        desk.side.edit(series.getKey(), old -> now);
        desk.ledger.did(before, now);
        apart.forEach(child -> desk.side.remove(child.getKey()));
        apart.forEach(child -> putMoved(child.getValue(), before, now, series.getKey()));
        return "moves " + before.uid() + " from " + before.start().text() + " to "
                + now.start().text() + ", " + desk.ledger.words(now);
    }

    private void move(Map.Entry<String, CalendarEvent> child, CalendarEvent before, CalendarEvent now, String parent) {
        desk.side.remove(child.getKey());
        putMoved(child.getValue(), before, now, parent);
    }

    /** What stood apart does so under its new name; where it had its series' time it has it still. */
    private void putMoved(CalendarEvent child, CalendarEvent before, CalendarEvent now, String parent) {
        CalendarEvent renamed = NAMES.rename(child, before, now);
        boolean inPlace = child.originalStart()
                .orElseThrow()
                .occurrenceKey()
                .equals(child.start().occurrenceKey());
        CalendarEvent moved = inPlace
                ? EventDesk.at(renamed.toBuilder(), renamed.originalStart().orElseThrow())
                        .build()
                : renamed;
        if (desk.named(moved).isPresent()) {
            desk.ledger.did(child, null);
            return;
        }
        desk.side.putChild(parent, moved);
        desk.ledger.renamed(child, moved);
    }

    private Optional<Map.Entry<String, CalendarEvent>> seriesOf(Map.Entry<String, CalendarEvent> any) {
        String uid = any.getValue().uid();
        return desk.find(event -> event.isSeries() && event.uid().equals(uid)).stream()
                .findFirst();
    }

    /** The original start of one of the next occurrences, by the series' own clock. */
    private static EventTime occurrence(CalendarEvent series, int number) {
        boolean daily = series.recurrence().rules().stream().anyMatch(rule -> rule.contains("DAILY"));
        Period after = Period.ofDays(daily ? number : 7 * number);
        return series.start()
                .fold(
                        day -> EventTime.allDay(day.date().plus(after)),
                        zoned -> EventTime.zoned(zoned.time().plus(after)),
                        floating -> EventTime.floating(floating.time().plus(after)));
    }

    /** So much later that no other schedule begins then. */
    private EventTime later(EventTime start) {
        int once = desk.ledger.number();
        return start.fold(
                day -> EventTime.allDay(day.date().plusDays(once)),
                zoned -> EventTime.zoned(zoned.time().plusSeconds(60L * once + 1)),
                floating -> EventTime.floating(floating.time().plusSeconds(60L * once + 1)));
    }

    private static String untilBefore(EventTime cut) {
        return cut.widestStart()
                .minus(Duration.ofSeconds(1))
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT));
    }
}
