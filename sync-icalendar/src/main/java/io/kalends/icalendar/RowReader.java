package io.kalends.icalendar;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.icalendar.text.BrokenComponent;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.text.IcsTime;
import io.kalends.icalendar.zone.ZoneResolver;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Field;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
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
public final class RowReader {

    private static final Set<String> ALL_FIELDS =
            CalendarEvents.type().fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, EventRow> rows = new LinkedHashMap<>();
    private final Map<String, List<EventRow>> copies = new HashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private final Map<String, String> disputes = new HashMap<>();

    /** How many go by a name that was made for them. */
    private final Map<String, Integer> made = new HashMap<>();

    /** By UID the components that are no occurrences. */
    private final Map<String, List<EventRow>> masters = new LinkedHashMap<>();

    /** By UID the series of it, where there are several. */
    private final Map<String, List<EventRow>> series = new HashMap<>();

    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, String> names;
    private boolean proof;

    private RowReader(boolean complete, Map<String, String> names) {
        this.proof = complete;
        this.names = names;
    }

    /** A calendar and how its events are read. */
    private record Scope(IcsComponent calendar, EventReader reader) {}

    /** @param names by UID the name that its events go by, where that is another */
    static EventRows read(IcsDocument document, ZoneId accountZone, Year around, Map<String, String> names) {
        RowReader rows = new RowReader(document.complete(), names);
        for (IcsComponent calendar : document.calendars()) {
            ZoneResolver zones = ZoneResolver.of(document, calendar, accountZone, around);
            rows.scopes.add(new Scope(calendar, new EventReader(zones, isCancellation(calendar))));
        }
        rows.scopes.forEach(scope -> rows.readEvents(scope, false));
        rows.masters.forEach(rows::addMasters);
        rows.scopes.forEach(scope -> rows.readEvents(scope, true));
        List.copyOf(rows.rows.values()).forEach(rows::readExcludedDates);
        document.broken().forEach(rows::broken);
        rows.linkToSeries();
        rows.nameHidden();
        return new EventRows(rows.rows, rows.copies, rows.unreadable, rows.disputes, rows.proof);
    }

    private static boolean isCancellation(IcsComponent calendar) {
        return EventReader.word(calendar, "METHOD").equals("CANCEL");
    }

    private void readEvents(Scope scope, boolean occurrences) {
        for (IcsComponent component : scope.calendar().components("VEVENT")) {
            if (component.line("RECURRENCE-ID").isPresent() == occurrences) {
                try {
                    readEvent(scope, component);
                } catch (RuntimeException e) {
                    unreadable(
                            nameOf(scope, component),
                            "the event at line " + component.lineNumber() + " cannot be read: " + RecordErrors.of(e));
                    // A series that cannot be read may leave out dates, which are records as well.
                    proof &= component.line("EXDATE").isEmpty();
                }
            }
        }
    }

    private void readEvent(Scope scope, IcsComponent component) {
        Optional<String> named = EventReader.uid(component);
        String found = named.orElseGet(() -> derivedUid(component));
        String uid = names.getOrDefault(found, found);
        ContentLine recurrenceId = component.line("RECURRENCE-ID").orElse(null);
        if (recurrenceId == null) {
            EventRow row = row(scope, component, scope.reader().read(component, uid));
            masters.computeIfAbsent(uid, any -> new ArrayList<>()).add(row);
            return;
        }
        EventTime original = scope.reader().time(IcsTime.of(recurrenceId));
        String ofSeries = seriesOf(uid, original);
        CalendarEvent event = scope.reader().read(component, ofSeries);
        EventTime like = likeSeries(scope, ofSeries, original);
        addOccurrence(row(scope, component, event.toBuilder().recurrenceId(like).build()));
    }

    private static EventRow row(Scope scope, IcsComponent component, CalendarEvent event) {
        Versioned<CalendarEvent> record = Versioned.of(
                        EventIds.id(event.uid(), event.recurrenceId()), revision(component), event)
                .modifiedAt(event.modifiedAt())
                .withReadOnly(EventReader.uid(component).isPresent() ? Set.of() : ALL_FIELDS)
                .withOrigin(component
                        .line(EventRows.ORIGIN)
                        .map(ContentLine::text)
                        .filter(origin -> !origin.isBlank())
                        .orElse(null));
        return new EventRow(record, scope.calendar(), component, null);
    }

    /** The events of one UID: the first keeps it, each other goes by a name made of it and its time. */
    private void addMasters(String uid, List<EventRow> components) {
        List<EventRow> inOrder = new ArrayList<>(components);
        if (components.size() > 1) {
            // Not the order in the file: programs and servers change that.
            inOrder.sort(
                    Comparator.comparing(row -> row.record().record().start().widestStart()));
        }
        for (SharedUid.Event event : SharedUid.events(inOrder)) {
            EventRow counting = event.counting();
            if (rows.containsKey(uid)) {
                Scope scope = scopeOf(counting);
                String own = ownName(uid, counting);
                counting = row(scope, counting.component(), scope.reader().read(counting.component(), own));
            }
            rows.put(counting.id(), counting);
            if (!event.older().isEmpty()) {
                copies.put(counting.id(), new ArrayList<>(event.older()));
            }
            if (components.size() > 1 && SharedUid.isSeries(counting)) {
                series.computeIfAbsent(uid, any -> new ArrayList<>()).add(counting);
            }
        }
    }

    private String ownName(String uid, EventRow row) {
        String byTime = EventIds.nameOfItsOwn(uid, SharedUid.timeOf(row));
        String name = rows.containsKey(byTime)
                ? EventIds.nameOfItsOwn(
                        uid, SharedUid.timeOf(row) + "|" + row.record().record().title())
                : byTime;
        String free = name;
        while (rows.containsKey(free) || masters.containsKey(free)) {
            free = name + "-" + (made.merge(name, 1, Integer::sum) + 1);
        }
        return free;
    }

    private Scope scopeOf(EventRow row) {
        return scopes.stream()
                .filter(candidate -> candidate.calendar() == row.calendar())
                .findFirst()
                .orElseThrow();
    }

    /** What the series of an occurrence goes by: of several of one UID the last that begins before it. */
    private String seriesOf(String uid, EventTime original) {
        return series.getOrDefault(uid, List.of()).stream()
                .map(row -> row.record().record())
                .filter(event -> !event.start().widestStart().isAfter(original.widestEnd()))
                .max(Comparator.comparing(event -> event.start().widestStart()))
                .map(CalendarEvent::uid)
                .orElse(uid);
    }

    /** An event without a UID gets one of its own content: it cannot be told from another after an edit. */
    private String derivedUid(IcsComponent component) {
        String uid = "no-uid-"
                + EventIds.hash(
                        component.line("DTSTART").map(ContentLine::value).orElse("") + "|"
                                + EventReader.text(component, "SUMMARY"));
        int ordinal = made.merge(uid, 1, Integer::sum);
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
        String uid = EventReader.uid(component)
                .map(name -> names.getOrDefault(name, name))
                .orElse(null);
        ContentLine original = component.line("RECURRENCE-ID").orElse(null);
        if (uid == null || original == null) {
            return uid;
        }
        try {
            EventTime time = scope.reader().time(IcsTime.of(original));
            String ofSeries = seriesOf(uid, time);
            return EventIds.id(ofSeries, likeSeries(scope, ofSeries, time));
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Of the component without its excluded dates: those are records of their own. */
    private static String revision(IcsComponent component) {
        return EventIds.hash(component.without("EXDATE").bytes());
    }

    /** Each excluded date is a cancelled occurrence: its time and nothing else. */
    private void readExcludedDates(EventRow series) {
        CalendarEvent event = series.record().record();
        if (event.isOccurrence() || EventReader.uid(series.component()).isEmpty()) {
            return;
        }
        Scope scope = scopeOf(series);
        for (ContentLine line : series.component().lines("EXDATE")) {
            try {
                for (IcsTime excluded : IcsTime.listOf(line)) {
                    addOccurrence(excludedDate(scope, series, excluded));
                }
            } catch (RuntimeException e) {
                unreadable(
                        null, "an excluded date at line " + line.number() + " cannot be read: " + RecordErrors.of(e));
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

    private void addOccurrence(EventRow row) {
        EventRow known = rows.get(row.id());
        if (known != null && !known.record().record().isOccurrence()) {
            // A UID that reads like the id of an occurrence.
            hidden(
                    row,
                    "the event at line " + known.component().lineNumber() + " goes by its name: give that another UID");
            return;
        }
        if (known != null
                && !known.isExcludedDate()
                && !row.isExcludedDate()
                && !SharedUid.isVersionOfOccurrence(known, row)) {
            boolean newer = !goesBefore(known, row);
            EventRow first = newer ? row : known;
            EventRow second = newer ? known : row;
            hidden(
                    second,
                    "it is another version of the occurrence at line "
                            + first.component().lineNumber() + ": remove one of the two");
            disputes.put(
                    row.id(),
                    "the calendar holds another version of it at line "
                            + second.component().lineNumber() + ": remove one of the two");
            rows.put(row.id(), first);
            return;
        }
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
    public static boolean goesBefore(EventRow one, EventRow other) {
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

    static @Nullable Instant stamp(EventRow row) {
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

    private void unreadable(@Nullable String id, String reason) {
        if (id == null || id.isBlank()) {
            proof = false;
            unreadable.put("unnamed#unreadable-" + (unreadable.size() + 1), reason);
        } else {
            unreadable.merge(id, reason, (first, second) -> first);
        }
    }

    /** A component that no record shows: nothing that is written to another may touch it. */
    private void hidden(EventRow row, String why) {
        unreadable.put(
                EventIds.ofHidden(row.id(), row.component()),
                "the event at line " + row.component().lineNumber() + " is not shown: " + why);
    }

    /** Beside one that can be read, a component that cannot be read is another: it must not go unnoticed. */
    private void nameHidden() {
        Map<String, String> all = Map.copyOf(unreadable);
        all.forEach((id, reason) -> {
            if (rows.containsKey(id)) {
                unreadable.remove(id);
                unreadable.put(EventIds.ofHidden(id, reason), reason);
            }
        });
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
