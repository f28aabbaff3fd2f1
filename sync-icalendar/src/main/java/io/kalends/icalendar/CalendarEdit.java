package io.kalends.icalendar;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.text.IcsEditor;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsTime;
import io.kalends.icalendar.zone.VTimezoneWriter;
import io.kalends.icalendar.zone.ZoneResolver;
import io.kalends.sync.Write;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers writes to one document and makes them all at once; every byte they do not concern stays. One thread. */
final class CalendarEdit {

    private static final RecordType<CalendarEvent> TYPE = CalendarEvents.type();

    private final IcsDocument document;
    private final EventRows rows;
    private final IcsComponent calendar;
    private final EventWriter writer;
    private final ZoneResolver zones;
    private final int fromYear;
    private final IdentityHashMap<IcsComponent, @Nullable IcsComponent> changed = new IdentityHashMap<>();
    private final List<IcsComponent> order = new ArrayList<>();
    private final Map<String, IcsComponent> added = new LinkedHashMap<>();

    /** The ids of what is there, with the edits so far. */
    private final Set<String> there;

    CalendarEdit(IcsDocument document, EventRows rows, ZoneId accountZone, Instant now) {
        this.document = document;
        this.rows = rows;
        this.calendar = document.calendars().get(0);
        this.fromYear = now.atZone(ZoneOffset.UTC).getYear() - 1;
        this.zones = ZoneResolver.of(document, calendar, accountZone, Year.of(fromYear + 1));
        this.writer = new EventWriter(zones, now);
        this.there = new HashSet<>(rows.byId().keySet());
    }

    /** Whether a record is there, with the edits so far. */
    boolean has(String id) {
        return there.contains(id);
    }

    /** Adds an event; a cancelled occurrence that says nothing else becomes an excluded date of its series. */
    void create(Write.Create<CalendarEvent> create) {
        CalendarEvent event = create.record();
        String id = EventIds.id(event.uid(), event.recurrenceId());
        IcsComponent series = event.isOccurrence() ? series(event.uid()) : null;
        if (series != null) {
            EventRow read = rows.get(event.uid());
            if (read != null) {
                makeNamesOwn(read);
                series = requireNonNull(series(event.uid()));
            }
            checkForm(requireNonNull(event.recurrenceId()), series);
        }
        if (series != null && isBareCancellation(event)) {
            IcsTime excluded = writer.time(requireNonNull(event.recurrenceId()), series, "DTSTART");
            putSeries(event.uid(), withExcluded(series, excluded));
        } else {
            added.put(id, writer.create(event, create.origin()));
        }
        there.add(id);
    }

    /**
     * Why a called-off date takes nothing out: it would stand in the calendar as a cancelled event, or take out an event that
     * does not repeat; {@code null} if it may be written.
     */
    @Nullable
    String takesOutNothing(CalendarEvent event) {
        EventTime date = event.recurrenceId();
        IcsComponent series = date == null ? null : series(event.uid());
        if (date == null || series == null || event.status() != EventStatus.CANCELLED) {
            return null;
        }
        boolean repeats =
                series.line("RRULE").isPresent() || series.line("RDATE").isPresent();
        boolean unseen = isBareCancellation(event) && !isAt(date, series);
        return repeats || unseen
                ? null
                : "it calls off a date of an event that does not repeat, and waits until it does";
    }

    private boolean isAt(EventTime time, IcsComponent series) {
        return series.line("DTSTART")
                .map(line ->
                        new EventReader(zones, false).time(IcsTime.of(line)).occurrenceKey())
                .filter(time.occurrenceKey()::equals)
                .isPresent();
    }

    /** The component of a series as the edits so far have it; {@code null} if there is none. */
    private @Nullable IcsComponent series(String uid) {
        EventRow row = has(uid) ? rows.get(uid) : null;
        return added.containsKey(uid) ? added.get(uid) : row == null ? null : current(row.component());
    }

    private void putSeries(String uid, IcsComponent series) {
        if (added.containsKey(uid)) {
            added.put(uid, series);
        } else {
            put(requireNonNull(rows.get(uid)).component(), series);
        }
    }

    /** An occurrence is named in the form of its series' start (RFC 5545 section 3.8.4.4). */
    private void checkForm(EventTime original, IcsComponent series) {
        boolean same = series.line("DTSTART")
                .map(line ->
                        new EventReader(zones, false).time(IcsTime.of(line)).sameKind(original))
                .orElse(true);
        if (!same) {
            throw new IllegalArgumentException(
                    "the occurrence is named in another form (day, zoned or floating) than" + " its series starts in");
        }
    }

    void update(EventRow row, Write.Update<CalendarEvent> update) {
        makeNamesOwn(row);
        if (!row.isExcludedDate()) {
            // Copies and older versions would be other events once this one has another title or time.
            rows.all(row.id()).stream()
                    .skip(1)
                    .filter(copy -> !copy.isExcludedDate())
                    .forEach(copy -> put(copy.component(), null));
            IcsComponent current = requireNonNull(current(row.component()));
            put(row.component(), writer.update(current, update.record(), update.changed()));
            if (!update.record().isOccurrence()
                    && update.changed().contains(CalendarEvents.RECURRENCE)
                    && update.record().recurrence().isNone()) {
                removeCalledOff(row.record().record().uid());
            }
            return;
        }
        CalendarEvent event = patched(row.record().record(), update);
        if (!isBareCancellation(event)) {
            rows.all(row.id()).forEach(this::removeExcluded);
            String origin = row.record().origin();
            added.put(row.id(), writer.create(event, origin == null ? "" : origin));
        }
    }

    /** An event that no longer repeats has no dates to call off. */
    private void removeCalledOff(String uid) {
        rows.byId().values().stream()
                .filter(row -> row.record().record().isOccurrence()
                        && row.record().record().uid().equals(uid)
                        && row.record().record().status() == EventStatus.CANCELLED)
                .forEach(row -> remove(row.id()));
    }

    private static CalendarEvent patched(CalendarEvent old, Write.Update<CalendarEvent> update) {
        Map<String, JsonNode> values = new HashMap<>();
        for (Field<CalendarEvent> field : TYPE.fields()) {
            if (update.changed().contains(field.name())) {
                values.put(field.name(), field.value(update.record()));
            }
        }
        return TYPE.patch(old, values);
    }

    /**
     * Removes an event with its older versions; a series goes with its occurrences, an occurrence apart falls back to the
     * rule. What is not shown as a record stays.
     */
    void delete(EventRow row) {
        makeNamesOwn(row);
        CalendarEvent event = row.record().record();
        remove(row.id());
        if (!event.isOccurrence()) {
            rows.byId().values().stream()
                    .map(EventRow::record)
                    .filter(other -> other.record().isOccurrence()
                            && other.record().uid().equals(event.uid()))
                    .forEach(other -> remove(other.id()));
        }
    }

    private void remove(String id) {
        there.remove(id);
        for (EventRow version : rows.all(id)) {
            if (version.isExcludedDate()) {
                removeExcluded(version);
            } else {
                put(version.component(), null);
            }
        }
    }

    /**
     * Events that share a UID go by names made of their times. The first write to one of them puts these names in the file:
     * after it the time may be another, or another of them first.
     */
    private void makeNamesOwn(EventRow row) {
        EventReader.uid(row.component()).ifPresent(uid -> {
            for (EventRow renamed : rows.renamed(uid)) {
                ContentLine own =
                        ContentLine.ofText("UID", renamed.record().record().uid());
                for (EventRow version : rows.all(renamed.id())) {
                    IcsComponent current = current(version.component());
                    if (!version.isExcludedDate()
                            && current != null
                            && !current.line("UID").equals(Optional.of(own))) {
                        put(version.component(), current.with(own));
                    }
                }
            }
        });
    }

    private void removeExcluded(EventRow row) {
        IcsComponent current = current(row.component());
        if (current == null) {
            return;
        }
        IcsTime excluded = requireNonNull(row.excluded());
        List<ContentLine> lines = new ArrayList<>();
        for (ContentLine line : current.lines("EXDATE")) {
            List<IcsTime> dates = IcsTime.listOf(line);
            if (!dates.contains(excluded)) {
                lines.add(line);
            } else {
                dates.stream().filter(date -> !date.equals(excluded)).forEach(date -> lines.add(date.line("EXDATE")));
            }
        }
        put(row.component(), current.with("EXDATE", lines));
    }

    private static IcsComponent withExcluded(IcsComponent component, IcsTime excluded) {
        List<ContentLine> lines = new ArrayList<>(component.lines("EXDATE"));
        lines.add(excluded.line("EXDATE"));
        return component.with("EXDATE", lines);
    }

    /** Whether a cancelled occurrence holds its time and nothing else. */
    private static boolean isBareCancellation(CalendarEvent event) {
        if (!event.isOccurrence() || event.status() != EventStatus.CANCELLED) {
            return false;
        }
        CalendarEvent bare = CalendarEvent.builder(event.uid())
                .recurrenceId(event.recurrenceId())
                .status(EventStatus.CANCELLED)
                .build();
        return TYPE.fields().stream()
                .filter(field -> !field.group().equals(CalendarEvents.SCHEDULE))
                .allMatch(field -> field.value(event).equals(field.value(bare)));
    }

    private @Nullable IcsComponent current(IcsComponent original) {
        return changed.containsKey(original) ? changed.get(original) : original;
    }

    private void put(IcsComponent original, @Nullable IcsComponent now) {
        if (changed.put(original, now) == null && !order.contains(original)) {
            order.add(original);
        }
    }

    /** The document with all of it, and with the definition of each time zone that is new to it. */
    IcsDocument build() {
        IcsEditor editor = document.edit();
        List<IcsComponent> written = new ArrayList<>(added.values());
        for (IcsComponent original : order) {
            IcsComponent now = changed.get(original);
            if (now == null) {
                editor.remove(original);
            } else {
                editor.replace(original, now);
                written.add(now);
            }
        }
        missingZones(written).forEach(zone -> editor.add(calendar, zone));
        added.values().forEach(component -> editor.add(calendar, component));
        return editor.build();
    }

    private List<IcsComponent> missingZones(List<IcsComponent> written) {
        Set<String> defined = new LinkedHashSet<>();
        calendar.components("VTIMEZONE")
                .forEach(zone -> zone.line("TZID").ifPresent(line -> defined.add(line.value())));
        List<IcsComponent> missing = new ArrayList<>();
        Map<ZoneId, Integer> fromYears = new LinkedHashMap<>();
        for (IcsComponent component : written) {
            for (ContentLine line : component.lines()) {
                line.tzid()
                        .filter(tzid -> !defined.contains(tzid))
                        .flatMap(CalendarEdit::region)
                        .ifPresent(zone -> fromYears.merge(zone, firstYear(line), Math::min));
            }
        }
        fromYears.forEach((zone, year) -> missing.add(VTimezoneWriter.write(zone, zone.getId(), year)));
        return missing;
    }

    /** The first year that the zone must be defined for, because of this line. */
    private int firstYear(ContentLine line) {
        try {
            return IcsTime.listOf(line).stream()
                    .filter(IcsTime.Zoned.class::isInstance)
                    .mapToInt(time -> ((IcsTime.Zoned) time).time().getYear())
                    .reduce(fromYear, Math::min);
        } catch (IcsFormatException e) {
            // A property that the model does not know may have a TZID and no time.
            return fromYear;
        }
    }

    /** A label of the file's own that nobody defines stays as it was found. */
    private static Optional<ZoneId> region(String tzid) {
        try {
            return Optional.of(ZoneId.of(tzid));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
