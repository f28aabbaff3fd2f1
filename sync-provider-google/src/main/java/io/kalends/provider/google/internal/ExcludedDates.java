package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The dates that a series leaves out by its EXDATE lines. Each is a cancelled occurrence of its own, under the id that the
 * occurrence would have; Google shows no event for it.
 */
record ExcludedDates(GoogleRecurrence recurrence) {

    /**
     * The revision of an excluded date: it is there or it is not, whatever else becomes of its series. What is written
     * about it is conditional on the series.
     */
    static final String REVISION = "excluded";

    /** The original starts by the id of the occurrence; none for what is no series. */
    Map<String, EventTime> of(Event series) {
        Map<String, EventTime> dates = new LinkedHashMap<>();
        if (!GoogleRows.isOccurrence(series) && series.getRecurrence() != null) {
            EventTime start = recurrence.times().read(series.getStart());
            for (String line : series.getRecurrence()) {
                if (GoogleRecurrence.isExclusion(line)) {
                    recurrence
                            .dates(line, start)
                            .forEach(date -> dates.put(EventIds.occurrence(series.getId(), date), date));
                }
            }
        }
        return dates;
    }

    /** The lines of a series without one excluded date; what does not speak of it stays to the letter. */
    List<String> without(Event series, String id) {
        EventTime start = recurrence.times().read(series.getStart());
        List<String> lines = new ArrayList<>();
        for (String line : series.getRecurrence()) {
            List<String> kept = new ArrayList<>();
            if (GoogleRecurrence.isExclusion(line)) {
                for (String value : GoogleRecurrence.values(line)) {
                    EventTime date = recurrence.date(line, value, start);
                    if (!EventIds.occurrence(series.getId(), date).equals(id)) {
                        kept.add(value);
                    }
                }
                boolean whole = kept.size() == GoogleRecurrence.values(line).size();
                if (!kept.isEmpty()) {
                    lines.add(whole ? line : GoogleRecurrence.head(line) + ":" + String.join(",", kept));
                }
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * The lines of excluded dates once the series starts at another time: a series that moves takes them along, as it does
     * its other occurrences.
     *
     * @param start as Google will hold it
     */
    List<String> along(Event series, EventTime start) {
        EventTime before = recurrence.times().read(series.getStart());
        boolean moves = !before.canonical().equals(start.canonical());
        List<String> lines = new ArrayList<>();
        for (String line : Objects.requireNonNullElse(series.getRecurrence(), List.<String>of())) {
            if (GoogleRecurrence.isExclusion(line) && moves) {
                recurrence
                        .dates(line, before)
                        .forEach(date -> lines.add(recurrence.times().excludedDate(moved(date, before, start))));
            } else if (GoogleRecurrence.isExclusion(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The new name of an occurrence; that of its series does not matter. */
    private static EventTime moved(EventTime date, EventTime before, EventTime now) {
        CalendarEvent series = CalendarEvent.builder("series").start(before).build();
        return CalendarEvents.type()
                .childNames()
                .orElseThrow()
                .rename(
                        record("series", date),
                        series,
                        series.toBuilder().start(now).end(null).build())
                .originalStart()
                .orElse(date);
    }

    /** An excluded date as a record: cancelled, and nothing else. */
    static CalendarEvent record(String uid, EventTime originalStart) {
        return record(uid, originalStart, originalStart);
    }

    /** @param originalStart as Google holds it, which may know it by another name */
    static CalendarEvent record(String uid, EventTime name, EventTime originalStart) {
        return CalendarEvent.builder(uid)
                .recurrenceId(name)
                .status(EventStatus.CANCELLED)
                .start(originalStart)
                .build();
    }

    /** What becomes of an excluded date with these changes: what was not changed is as empty as it was. */
    static CalendarEvent reinstated(CalendarEvent changed, Set<String> fields, EventTime originalStart) {
        RecordType<CalendarEvent> type = CalendarEvents.type();
        Map<String, JsonNode> values = new HashMap<>();
        for (Field<CalendarEvent> field : type.fields()) {
            if (fields.contains(field.name())) {
                values.put(field.name(), field.value(changed));
            }
        }
        return type.patch(record(changed.uid(), originalStart), values);
    }
}
