package io.kalends.testkit.simulation;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import java.time.Period;
import java.util.List;
import java.util.Map;

/** What is done to a series without its exceptions, and to exceptions without their series. */
final class LoneDates {

    private static final Period A_WEEK = Period.ofDays(7);

    private final EventDesk desk;

    LoneDates(EventDesk desk) {
        this.desk = desk;
    }

    String edit(Editor.Manners manners) {
        if (!manners.loneDates() || (manners.leavesAlone() && desk.random.nextBoolean())) {
            return rescheduleAlone();
        }
        return switch (desk.random.nextInt(3)) {
            case 0 -> invite();
            case 1 -> seriesComes();
            default -> manners.deletes() ? seriesLeavesDates() : invite();
        };
    }

    /** Saves a series at another time, as a host does that does not look at what stands apart from it. */
    private String rescheduleAlone() {
        List<Map.Entry<String, CalendarEvent>> series = desk.find(CalendarEvent::isSeries);
        if (series.isEmpty()) {
            return desk.writeSeries();
        }
        Recurrence rule = Recurrence.of("FREQ=WEEKLY;INTERVAL=2;COUNT=" + (10 + desk.ledger.number()));
        return desk.change(pick(series), (builder, old) -> builder.recurrence(rule)) + ", and leaves its dates alone";
    }

    /** Somebody is invited to one date of a series that is not known. */
    private String invite() {
        EventTime start = desk.freshStart();
        CalendarEvent date = EventDesk.at(CalendarEvent.builder("uid-" + desk.ledger.number()), start)
                .recurrenceId(start)
                .title("date " + desk.ledger.word())
                .build();
        desk.side.put(date);
        desk.ledger.born(desk.side.id(), date);
        return "is invited to " + EventDesk.name(date) + " with " + desk.ledger.words(date);
    }

    /** The series of such a date comes, and takes it in. */
    private String seriesComes() {
        List<Map.Entry<String, CalendarEvent>> alone = desk.find(event -> event.isOccurrence() && !hasSeries(event));
        if (alone.isEmpty()) {
            return invite();
        }
        CalendarEvent date = pick(alone).getValue();
        CalendarEvent series = EventDesk.at(
                        CalendarEvent.builder(date.uid()),
                        weekBefore(date.originalStart().orElseThrow()))
                .title("series " + desk.ledger.word())
                .recurrence(Recurrence.of("FREQ=WEEKLY"))
                .build();
        String id = desk.side.put(series);
        desk.ledger.born(desk.side.id(), series);
        desk.apartFrom(series).forEach(one -> desk.side.adopt(one.getKey(), id));
        return "is invited to all of " + series.uid() + " with " + desk.ledger.words(series);
    }

    /** The series goes, and its dates stay. */
    private String seriesLeavesDates() {
        List<Map.Entry<String, CalendarEvent>> series = desk.find(CalendarEvent::isSeries);
        if (series.isEmpty()) {
            return invite();
        }
        Map.Entry<String, CalendarEvent> one = pick(series);
        if (desk.ledger.wasCopied(one.getValue())) {
            return "hesitates";
        }
        desk.apartFrom(one.getValue()).forEach(date -> desk.side.release(date.getKey()));
        desk.side.remove(one.getKey());
        desk.ledger.did(one.getValue(), null);
        return "deletes " + one.getValue().uid() + " but its dates";
    }

    private boolean hasSeries(CalendarEvent date) {
        return !desk.find(event -> event.isSeries() && event.uid().equals(date.uid()))
                .isEmpty();
    }

    private <T> T pick(List<T> some) {
        return some.get(desk.random.nextInt(some.size()));
    }

    private static EventTime weekBefore(EventTime start) {
        return start.fold(
                day -> EventTime.allDay(day.date().minus(A_WEEK)),
                zoned -> EventTime.zoned(zoned.time().minus(A_WEEK)),
                floating -> EventTime.floating(floating.time().minus(A_WEEK)));
    }
}
