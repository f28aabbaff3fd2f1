package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.ResetOccurrences;
import io.kalends.emulators.google.UnscheduledExceptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of the changed and cancelled occurrences when their series changes. */
final class SeriesExceptions {

    /** What an occurrence has of its series where it has nothing of its own. */
    private static final List<String> OF_THE_SERIES = List.of(
            "summary",
            "description",
            "location",
            "colorId",
            "start",
            "end",
            "status",
            "transparency",
            "visibility",
            "attendees",
            "attachments",
            "reminders",
            "source");

    private static final Set<String> SCHEDULE = Set.of("start", "end", "recurrence");

    private final World world;
    private final Events events;

    SeriesExceptions(World world, Events events) {
        this.world = world;
        this.events = events;
    }

    /** Whether a write changes when an event is. */
    static boolean isSchedule(List<String> fields) {
        return fields.stream().anyMatch(SCHEDULE::contains);
    }

    /** A new schedule has no place for some exceptions, a deleted series for none, a revived one begins anew. */
    void settle(CalendarState calendar, EventRow before, EventRow after) {
        List<EventRow> exceptions = calendar.exceptionsOf(after.id());
        if (after.cancelled()) {
            exceptions.forEach(exception -> dropWithSeries(calendar, exception));
        } else if (before.cancelled()) {
            exceptions.forEach(exception -> calendar.drop(exception.id()));
        } else if (isSchedule(EventFields.changed(before.json(), after.json()))) {
            exceptions.forEach(exception -> reschedule(calendar, exception, after));
        }
    }

    private void dropWithSeries(CalendarState calendar, EventRow exception) {
        if (world.behaviour().exceptionsOfDeletedSeries()) {
            cancel(calendar, exception);
        } else {
            calendar.drop(exception.id());
        }
    }

    private void reschedule(CalendarState calendar, EventRow exception, EventRow series) {
        if (!isScheduled(calendar, exception, series)) {
            dropFromSchedule(calendar, exception, series);
        } else if (Series.of(series.json(), calendar.zone())
                .withSuffix(suffix(calendar, exception))
                .isEmpty()) {
            cancel(calendar, exception);
        }
    }

    private void dropFromSchedule(CalendarState calendar, EventRow exception, EventRow series) {
        UnscheduledExceptions become = world.behaviour().unscheduledExceptions();
        if (become == UnscheduledExceptions.KEPT && series.recurring()) {
            return;
        }
        if (become == UnscheduledExceptions.VANISHED || exception.cancelled()) {
            calendar.drop(exception.id());
        } else {
            cancel(calendar, exception);
        }
    }

    private void cancel(CalendarState calendar, EventRow row) {
        if (!row.cancelled()) {
            events.store(calendar, row.json().deepCopy().put("status", "cancelled"), true);
        }
    }

    /** An exception that is as its series makes it may be none any more. */
    void fold(CalendarState calendar, EventRow exception) {
        if (world.behaviour().resetOccurrences() == ResetOccurrences.FOLDED && isAsRule(calendar, exception)) {
            calendar.fold(exception);
        }
    }

    private static boolean isAsRule(CalendarState calendar, EventRow exception) {
        Optional<EventRow> series = exception.master().flatMap(calendar::row).filter(EventRow::recurring);
        return series.flatMap(row -> Series.of(row.json(), calendar.zone())
                        .withSuffix(suffix(calendar, exception))
                        .map(original -> Events.occurrence(calendar, row, original)))
                .filter(rule -> OF_THE_SERIES.stream()
                        .allMatch(field ->
                                rule.json().path(field).equals(exception.json().path(field))))
                .isPresent();
    }

    /** Refuses to bring back a cancelled occurrence for which its series has no place, where that is refused. */
    void checkRevival(CalendarState calendar, EventRow before) {
        if (!before.cancelled() || !world.behaviour().refuseUnscheduledRevivals()) {
            return;
        }
        Optional<EventRow> series = before.master().flatMap(calendar::row).filter(row -> !row.cancelled());
        if (series.filter(row -> !isScheduled(calendar, before, row)).isPresent()) {
            throw GoogleError.invalid("The series has no such occurrence.");
        }
    }

    private static boolean isScheduled(CalendarState calendar, EventRow exception, EventRow series) {
        return series.recurring() && Series.of(series.json(), calendar.zone()).schedules(suffix(calendar, exception));
    }

    private static String suffix(CalendarState calendar, EventRow exception) {
        return When.stored(exception.json().path("originalStartTime"), calendar.zone())
                .suffix();
    }
}
