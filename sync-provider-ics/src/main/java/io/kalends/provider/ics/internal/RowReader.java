package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.BrokenComponent;
import io.kalends.provider.ics.internal.text.ContentLine;
import io.kalends.provider.ics.internal.text.IcsComponent;
import io.kalends.provider.ics.internal.text.IcsDocument;
import io.kalends.provider.ics.internal.text.IcsFormatException;
import io.kalends.provider.ics.internal.text.IcsTime;
import io.kalends.provider.ics.internal.zone.ZoneResolver;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows of one document: first what may be a series, then its occurrences, which are named by times in the form
 * of its start, then its excluded dates. One thread.
 */
final class RowReader {

    private static final Set<String> ALL_FIELDS =
            CalendarEvents.type().fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, EventRow> rows = new LinkedHashMap<>();
    private final Map<String, List<EventRow>> copies = new HashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private final Map<String, Integer> nameless = new HashMap<>();
    private boolean proof;

    private RowReader(boolean complete) {
        this.proof = complete;
    }

    /** A calendar and how its events are read. */
    private record Scope(IcsComponent calendar, EventReader reader) {}

    static EventRows read(IcsDocument document, ZoneId accountZone, Year around) {
        RowReader rows = new RowReader(document.complete());
        List<Scope> scopes = new ArrayList<>();
        for (IcsComponent calendar : document.calendars()) {
            ZoneResolver zones = ZoneResolver.of(document, calendar, accountZone, around);
            scopes.add(new Scope(calendar, new EventReader(zones, isCancellation(calendar))));
        }
        scopes.forEach(scope -> rows.readEvents(scope, false));
        scopes.forEach(scope -> rows.readEvents(scope, true));
        List.copyOf(rows.rows.values()).forEach(row -> rows.readExcludedDates(row, scopes));
        document.broken().forEach(rows::broken);
        rows.linkToSeries();
        rows.unreadable.keySet().removeAll(rows.rows.keySet());
        return new EventRows(rows.rows, rows.copies, rows.unreadable, rows.proof);
    }

    private static boolean isCancellation(IcsComponent calendar) {
        return EventReader.word(calendar, "METHOD").equals("CANCEL");
    }

    private void readEvents(Scope scope, boolean occurrences) {
        for (IcsComponent component : scope.calendar().components("VEVENT")) {
            if (component.line("RECURRENCE-ID").isPresent() == occurrences) {
                try {
                    readEvent(scope, component);
                } catch (IcsFormatException | IllegalArgumentException | DateTimeException e) {
                    unreadable(
                            nameOf(scope, component),
                            "the event at line " + component.lineNumber() + " cannot be read: " + reason(e));
                    // A series that cannot be read may leave out dates, which are records as well.
                    proof &= component.line("EXDATE").isEmpty();
                }
            }
        }
    }

    private void readEvent(Scope scope, IcsComponent component) {
        Optional<String> named = EventReader.uid(component);
        CalendarEvent event = scope.reader().read(component, named.orElseGet(() -> derivedUid(component)));
        EventTime original = event.recurrenceId();
        if (original != null) {
            event = event.toBuilder()
                    .recurrenceId(likeSeries(scope, event.uid(), original))
                    .build();
        }
        Versioned<CalendarEvent> record = Versioned.of(
                        EventIds.id(event.uid(), event.recurrenceId()), revision(component), event)
                .modifiedAt(event.modifiedAt())
                .withReadOnly(named.isPresent() ? Set.of() : ALL_FIELDS)
                .withOrigin(component
                        .line(EventRows.ORIGIN)
                        .map(ContentLine::text)
                        .filter(origin -> !origin.isBlank())
                        .orElse(null));
        add(new EventRow(record, scope.calendar(), component, null));
    }

    /** An event without a UID gets one of its own content: it cannot be told from another after an edit. */
    private String derivedUid(IcsComponent component) {
        String uid = "no-uid-"
                + EventIds.hash(
                        component.line("DTSTART").map(ContentLine::value).orElse("") + "|"
                                + EventReader.text(component, "SUMMARY"));
        int ordinal = nameless.merge(uid, 1, Integer::sum);
        return ordinal == 1 ? uid : uid + "-" + ordinal;
    }

    /** Broken files name an occurrence by a day where its series starts at a time, or the other way round. */
    private EventTime likeSeries(Scope scope, String uid, EventTime original) {
        EventRow series = rows.get(uid);
        EventTime start = series == null ? original : series.record().record().start();
        return start.sameKind(original) ? original : scope.reader().likeStart(original, start);
    }

    /** The id of a component that is whole but has a value that cannot be read; {@code null} if that is in the id. */
    private @Nullable String nameOf(Scope scope, IcsComponent component) {
        String uid = EventReader.uid(component).orElse(null);
        ContentLine original = component.line("RECURRENCE-ID").orElse(null);
        if (uid == null || original == null) {
            return uid;
        }
        try {
            return EventIds.id(uid, likeSeries(scope, uid, scope.reader().time(IcsTime.of(original))));
        } catch (IcsFormatException | DateTimeException e) {
            return null;
        }
    }

    /** Of the component without its excluded dates: those are records of their own. */
    private static String revision(IcsComponent component) {
        return EventIds.hash(component.without("EXDATE").bytes());
    }

    /** Each excluded date is a cancelled occurrence: its time and nothing else. */
    private void readExcludedDates(EventRow series, List<Scope> scopes) {
        CalendarEvent event = series.record().record();
        if (event.isOccurrence() || EventReader.uid(series.component()).isEmpty()) {
            return;
        }
        Scope scope = scopes.stream()
                .filter(candidate -> candidate.calendar() == series.calendar())
                .findFirst()
                .orElseThrow();
        for (ContentLine line : series.component().lines("EXDATE")) {
            try {
                for (IcsTime excluded : IcsTime.listOf(line)) {
                    add(excludedDate(scope, series, excluded));
                }
            } catch (IcsFormatException | DateTimeException e) {
                unreadable(null, "an excluded date at line " + line.number() + " cannot be read: " + reason(e));
            }
        }
    }

    private static EventRow excludedDate(Scope scope, EventRow series, IcsTime excluded) {
        CalendarEvent event = series.record().record();
        EventTime start = scope.reader().likeStart(scope.reader().time(excluded), event.start());
        CalendarEvent occurrence = CalendarEvent.builder(event.uid())
                .recurrenceId(start)
                .status(EventStatus.CANCELLED)
                .build();
        String id = EventIds.id(event.uid(), start);
        return new EventRow(
                Versioned.of(id, "x" + EventIds.hash(id), occurrence), series.calendar(), series.component(), excluded);
    }

    private void add(EventRow row) {
        EventRow known = rows.get(row.id());
        boolean newer = known == null || !goesBefore(known, row);
        rows.put(row.id(), newer ? row : known);
        if (known != null) {
            copies.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(newer ? known : row);
        }
    }

    /**
     * Whether the first of two rows with one id counts: a component before an excluded date, then the higher SEQUENCE, then
     * the later LAST-MODIFIED or DTSTAMP, then the last in the file.
     */
    static boolean goesBefore(EventRow one, EventRow other) {
        if (one.isExcludedDate() || other.isExcludedDate()) {
            return other.isExcludedDate();
        }
        int mine = one.record().record().sequence();
        int theirs = other.record().record().sequence();
        if (mine != theirs) {
            return mine > theirs;
        }
        Instant first = stamp(one);
        Instant second = stamp(other);
        return first != null && second != null && first.isAfter(second);
    }

    private static @Nullable Instant stamp(EventRow row) {
        Instant modified = row.record().modifiedAt();
        return modified != null ? modified : EventReader.instant(row.component(), "DTSTAMP");
    }

    private void broken(BrokenComponent component) {
        if (component.name().equals("VEVENT") || component.name().equals("VCALENDAR")) {
            unreadable(
                    component.line("UID").map(ContentLine::text).orElse(null),
                    "the component at line " + component.lineNumber() + " is broken: " + component.reason());
            // The lines that were lost may have said that it is an occurrence, and which.
            proof = false;
        }
    }

    /** Our own messages name places and forms, never content. */
    private static String reason(RuntimeException e) {
        return e instanceof DateTimeException ? "a date or time is out of range" : String.valueOf(e.getMessage());
    }

    private void unreadable(@Nullable String id, String reason) {
        if (id == null || id.isBlank()) {
            proof = false;
            unreadable.put("unnamed#unreadable-" + (unreadable.size() + 1), reason);
        } else {
            unreadable.merge(id, reason, (first, second) -> first);
        }
    }

    /** An occurrence belongs to its series, where that is in the same calendar. */
    private void linkToSeries() {
        rows.replaceAll((id, row) -> {
            String uid = row.record().record().uid();
            boolean hasSeries = rows.containsKey(uid) || unreadable.containsKey(uid);
            return row.record().record().isOccurrence() && hasSeries ? row.childOf(uid) : row;
        });
    }
}
