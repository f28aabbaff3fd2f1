package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.BrokenComponent;
import io.kalends.provider.ics.internal.text.ContentLine;
import io.kalends.provider.ics.internal.text.IcsComponent;
import io.kalends.provider.ics.internal.text.IcsDocument;
import io.kalends.provider.ics.internal.text.IcsFormatException;
import io.kalends.provider.ics.internal.text.IcsTime;
import io.kalends.provider.ics.internal.zone.ZoneResolver;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.calendar.EventStatus;
import io.kalends.sync.calendar.EventTime;
import io.kalends.sync.record.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records of a document: masters, occurrences apart, and excluded dates. A component that cannot be read costs itself
 * only.
 */
final class EventRows {

    /** The property that keeps an origin mark. */
    static final String ORIGIN = "X-KALENDS-ORIGIN";

    private static final Set<String> ALL_FIELDS =
            CalendarEvents.type().fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, EventRow> rows = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private final boolean complete;
    private int nameless;

    private EventRows(boolean complete) {
        this.complete = complete;
    }

    /** Reads all events of a document. */
    static EventRows of(IcsDocument document, ZoneId accountZone, Year around) {
        EventRows rows = new EventRows(document.complete());
        for (IcsComponent calendar : document.calendars()) {
            rows.read(document, calendar, accountZone, around);
        }
        document.broken().forEach(rows::broken);
        rows.linkToSeries();
        return rows;
    }

    /** No event at all, in a calendar that is not there yet. */
    static EventRows none() {
        return new EventRows(true);
    }

    Map<String, EventRow> byId() {
        return rows;
    }

    @Nullable
    EventRow get(String id) {
        return rows.get(id);
    }

    /** Whether what is not here is not in the document: it was whole, and everything unreadable has a name. */
    boolean isProof() {
        return complete && nameless == 0;
    }

    List<Entry<CalendarEvent>> entries() {
        List<Entry<CalendarEvent>> entries = new ArrayList<>(rows.size() + unreadable.size());
        rows.values().forEach(row -> entries.add(Entry.present(row.record())));
        unreadable.forEach((id, reason) -> {
            if (!rows.containsKey(id)) {
                entries.add(Entry.unreadable(id, reason));
            }
        });
        return entries;
    }

    /** What the document says of one id. */
    Entry<CalendarEvent> entry(String id) {
        EventRow row = rows.get(id);
        if (row != null) {
            return Entry.present(row.record());
        }
        String reason = unreadable.get(id);
        if (reason != null) {
            return Entry.unreadable(id, reason);
        }
        return isProof()
                ? Entry.removed(id)
                : Entry.unreadable(id, "the calendar is cut off or holds an event without a readable UID");
    }

    private void read(IcsDocument document, IcsComponent calendar, ZoneId accountZone, Year around) {
        ZoneResolver zones = ZoneResolver.of(document, calendar, accountZone, around);
        EventReader reader = new EventReader(zones, isCancellation(calendar));
        for (IcsComponent component : calendar.components("VEVENT")) {
            try {
                CalendarEvent event = reader.read(component);
                boolean named = component.line("UID").isPresent();
                add(row(calendar, component, event, named));
                if (named) {
                    excludedDates(calendar, component, event, reader);
                }
            } catch (IcsFormatException | IllegalArgumentException | DateTimeException e) {
                unreadable(
                        component.line("UID").map(ContentLine::text).orElse(null),
                        component.line("RECURRENCE-ID").isPresent(),
                        "the event at line " + component.lineNumber() + " cannot be read: " + reason(e));
            }
        }
    }

    private static boolean isCancellation(IcsComponent calendar) {
        return calendar.line("METHOD")
                .map(line -> line.value().equalsIgnoreCase("CANCEL"))
                .orElse(false);
    }

    /** Our own messages name places and forms, never content. */
    private static String reason(RuntimeException e) {
        return e instanceof IcsFormatException || e instanceof IllegalArgumentException
                ? String.valueOf(e.getMessage())
                : "a date or time is out of range";
    }

    private EventRow row(IcsComponent calendar, IcsComponent component, CalendarEvent event, boolean named) {
        Versioned<CalendarEvent> record = Versioned.of(
                        EventIds.id(event.uid(), event.recurrenceId()), revision(component), event)
                .modifiedAt(event.modifiedAt())
                .withReadOnly(named ? Set.of() : ALL_FIELDS)
                .withOrigin(component
                        .line(ORIGIN)
                        .map(ContentLine::text)
                        .filter(origin -> !origin.isBlank())
                        .orElse(null));
        return new EventRow(record, calendar, component, null);
    }

    /** Of the component without its excluded dates: those are records of their own. */
    static String revision(IcsComponent component) {
        return EventIds.hash(component.without("EXDATE").bytes());
    }

    /** Each excluded date is a cancelled occurrence: its time and nothing else. */
    private void excludedDates(
            IcsComponent calendar, IcsComponent component, CalendarEvent series, EventReader reader) {
        if (series.isOccurrence()) {
            return;
        }
        for (ContentLine line : component.lines("EXDATE")) {
            for (IcsTime excluded : IcsTime.listOf(line)) {
                EventTime start = reader.likeStart(reader.time(excluded), series.start());
                CalendarEvent occurrence = CalendarEvent.builder(series.uid())
                        .recurrenceId(start)
                        .status(EventStatus.CANCELLED)
                        .build();
                String id = EventIds.id(series.uid(), start);
                EventRow row = new EventRow(
                        Versioned.of(id, "x" + EventIds.hash(id), occurrence), calendar, component, excluded);
                // An occurrence that also has a component of its own is that component.
                rows.putIfAbsent(id, row);
            }
        }
    }

    /** Of two with one id: the higher SEQUENCE, then the later LAST-MODIFIED, then the last in the file. */
    private void add(EventRow row) {
        rows.merge(row.id(), row, (one, other) -> isNewer(one, other) ? one : other);
    }

    private static boolean isNewer(EventRow one, EventRow other) {
        if (one.isExcludedDate() != other.isExcludedDate()) {
            return other.isExcludedDate();
        }
        CalendarEvent first = one.record().record();
        CalendarEvent second = other.record().record();
        if (first.sequence() != second.sequence()) {
            return first.sequence() > second.sequence();
        }
        Instant mine = first.modifiedAt();
        Instant theirs = second.modifiedAt();
        return mine != null && theirs != null && mine.isAfter(theirs);
    }

    private void broken(BrokenComponent component) {
        if (component.name().equals("VEVENT") || component.name().equals("VCALENDAR")) {
            unreadable(
                    component.line("UID").map(ContentLine::text).orElse(null),
                    component.line("RECURRENCE-ID").isPresent(),
                    "the component at line " + component.lineNumber() + " is broken: " + component.reason());
        }
    }

    private void unreadable(@Nullable String uid, boolean occurrence, String reason) {
        if (uid == null || uid.isBlank() || occurrence) {
            // Which occurrence it is cannot be told: then nothing may count as missing.
            nameless++;
            unreadable.put((uid == null || uid.isBlank() ? "unnamed" : uid) + "#unreadable-" + nameless, reason);
        } else {
            unreadable.put(uid, reason);
            // Its excluded dates and what else hangs on it cannot be told either.
            nameless++;
        }
    }

    /** An occurrence belongs to its series, where that is in the same calendar. */
    private void linkToSeries() {
        Map<String, EventRow> linked = new HashMap<>();
        rows.forEach((id, row) -> {
            CalendarEvent event = row.record().record();
            if (event.isOccurrence() && rows.containsKey(event.uid())) {
                linked.put(
                        id,
                        new EventRow(
                                row.record().childOf(event.uid()), row.calendar(), row.component(), row.excluded()));
            }
        });
        linked.forEach(rows::put);
    }
}
