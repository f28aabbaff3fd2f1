package io.kalends.icalendar;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.sync.Entry;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a document: masters, occurrences apart, and excluded dates. A component that cannot be read costs itself
 * only. Immutable.
 */
public final class EventRows {

    /** The property that keeps an origin mark. */
    static final String ORIGIN = "X-KALENDS-ORIGIN";

    private final Map<String, EventRow> rows;
    private final Map<String, List<EventRow>> copies;
    private final Map<String, String> unreadable;
    private final Map<String, String> disputes;
    private final Map<String, String> disputedSeries = new HashMap<>();
    private final Map<String, List<EventRow>> renamed = new HashMap<>();
    private final boolean proof;
    private final List<Entry<CalendarEvent>> entries;

    /**
     * What was read.
     *
     * @param copies by id the rows that another of the same id goes before
     * @param unreadable why, by id
     * @param disputes by id why it is not plain which of two components is meant
     * @param proof whether what is in none of them is not in the document
     */
    EventRows(
            Map<String, EventRow> rows,
            Map<String, List<EventRow>> copies,
            Map<String, String> unreadable,
            Map<String, String> disputes,
            boolean proof) {
        this.rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        this.copies = Map.copyOf(copies);
        this.unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
        this.disputes = Map.copyOf(disputes);
        this.proof = proof;
        disputes.forEach((id, reason) -> disputedSeries.put(
                requireNonNull(rows.get(id)).record().record().uid(), reason));
        rows.values().forEach(this::noteRenamed);
        List<Entry<CalendarEvent>> all = new ArrayList<>(rows.size() + unreadable.size());
        rows.values().forEach(row -> all.add(Entry.present(row.record())));
        unreadable.forEach((id, reason) -> all.add(Entry.unreadable(id, reason)));
        this.entries = Collections.unmodifiableList(all);
    }

    /** Reads all events of a document. */
    static EventRows of(IcsDocument document, ZoneId accountZone, Year around) {
        return of(document, accountZone, around, Map.of());
    }

    /**
     * The same, of a document of which some events go by another name than their UID.
     *
     * @param names by UID
     */
    static EventRows of(IcsDocument document, ZoneId accountZone, Year around, Map<String, String> names) {
        return RowReader.read(document, accountZone, around, names);
    }

    private void noteRenamed(EventRow row) {
        String uid =
                row.isExcludedDate() ? null : EventReader.uid(row.component()).orElse(null);
        if (uid != null && !uid.equals(row.record().record().uid())) {
            renamed.computeIfAbsent(uid, any -> new ArrayList<>()).add(row);
        }
    }

    /** The rows that go by another name than the UID in their components, which is this one. */
    List<EventRow> renamed(String uid) {
        return renamed.getOrDefault(uid, List.of());
    }

    /** Why it is not plain which component is meant by an id; {@code null} if it is. */
    @Nullable
    String dispute(String id) {
        return disputes.get(id);
    }

    /** The same of an id and of all that goes with it. */
    @Nullable
    String disputeOfFamily(String id) {
        String own = disputes.get(id);
        return own != null ? own : disputedSeries.get(id);
    }

    /** No event at all, in a calendar that is not there yet. */
    static EventRows none() {
        return new EventRows(Map.of(), Map.of(), Map.of(), Map.of(), true);
    }

    public Map<String, EventRow> byId() {
        return rows;
    }

    @Nullable
    public EventRow get(String id) {
        return rows.get(id);
    }

    /** All rows of one id: the one that counts, and what it stands before. */
    List<EventRow> all(String id) {
        List<EventRow> all = new ArrayList<>(copies.getOrDefault(id, List.of()));
        if (rows.containsKey(id)) {
            all.add(0, requireNonNull(rows.get(id)));
        }
        return all;
    }

    /** Why they cannot be read, by id. */
    public Map<String, String> unreadable() {
        return unreadable;
    }

    /** Whether what is not here is not in the document: it was whole, and everything unreadable has a name. */
    public boolean isProof() {
        return proof;
    }

    public List<Entry<CalendarEvent>> entries() {
        return entries;
    }

    /** What the document says of one id. */
    public Entry<CalendarEvent> entry(String id) {
        EventRow row = rows.get(id);
        if (row != null) {
            return Entry.present(row.record());
        }
        String reason = whyNot(id);
        return reason == null ? Entry.removed(id) : Entry.unreadable(id, reason);
    }

    /** Why nothing can be said of an id that has no row; {@code null} if it is proven not to be there. */
    @Nullable
    public String whyNot(String id) {
        String reason = unreadable.get(id);
        return reason != null || proof
                ? reason
                : "the calendar is cut off or holds an event of which the name cannot be read";
    }
}
