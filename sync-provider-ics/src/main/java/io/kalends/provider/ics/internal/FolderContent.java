package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventIds;
import io.kalends.icalendar.EventRow;
import io.kalends.icalendar.RowReader;
import io.kalends.icalendar.SharedUid;
import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a folder hold at one moment. Of two records with one id in two files one counts, by the rule that holds
 * inside a file.
 *
 * @param readable the files that could be read
 * @param failures why the others could not
 * @param homes by id the files that hold it, the one that counts first
 * @param disputes by id the occurrences of which nobody knows which version counts
 * @param sharesNames whether some events go by other names than their UIDs
 * @param version a hash of it all
 */
record FolderContent(
        Map<Path, CalendarText> readable,
        Map<Path, String> failures,
        Map<String, List<Path>> homes,
        Map<String, Dispute> disputes,
        boolean sharesNames,
        String version) {

    /**
     * An occurrence that two files hold otherwise, neither being older.
     *
     * @param hidden the component that is not shown
     * @param file where it stands
     */
    record Dispute(EventRow hidden, Path file) {
        String reason() {
            return file.getFileName() + " holds another version of an occurrence: remove one of the two";
        }
    }

    /** Reads a calendar whose events go by other names than their UIDs. */
    interface Naming {
        CalendarText named(CalendarText text, Map<String, String> names);
    }

    static FolderContent of(Map<Path, CalendarText> files, Map<Path, String> failures, Naming naming) {
        Map<Path, Map<String, String>> names = FolderNames.of(files);
        Map<Path, CalendarText> readable = new LinkedHashMap<>(files);
        names.forEach((path, other) -> readable.computeIfPresent(path, (any, text) -> naming.named(text, other)));
        Map<String, Dispute> disputes = new LinkedHashMap<>();
        Map<String, List<Path>> homes = new LinkedHashMap<>();
        Map<String, EventRow> counting = new HashMap<>();
        StringBuilder version = new StringBuilder();
        readable.forEach((path, text) -> {
            version.append(path.getFileName())
                    .append('=')
                    .append(text.version())
                    .append(';');
            text.rows().byId().forEach((id, row) -> {
                EventRow known = counting.get(id);
                if (known != null && isDispute(known, row)) {
                    disputes.put(id, new Dispute(row, path));
                    return;
                }
                boolean first = known == null || !RowReader.goesBefore(known, row);
                homes.computeIfAbsent(id, any -> new ArrayList<>())
                        .add(first ? 0 : homes.get(id).size(), path);
                counting.put(id, first ? row : known);
            });
        });
        failures.keySet().forEach(path -> version.append(path.getFileName()).append("=?;"));
        return new FolderContent(
                readable, failures, homes, disputes, !names.isEmpty(), EventIds.hash(version.toString()));
    }

    private static boolean isDispute(EventRow known, EventRow row) {
        return row.record().record().isOccurrence()
                && !known.isExcludedDate()
                && !row.isExcludedDate()
                && !SharedUid.isVersionOfOccurrence(known, row);
    }

    /** Why a record, or what goes with it, is not plainly the one that is meant; {@code null} if it is. */
    @Nullable
    String dispute(Write<CalendarEvent> write) {
        String id = IcsFolder.idOf(write);
        for (Map.Entry<String, Dispute> dispute : disputes.entrySet()) {
            String uid = dispute.getValue().hidden().record().record().uid();
            boolean goesAlong = write instanceof Write.Delete<CalendarEvent> && uid.equals(id);
            if (goesAlong || dispute.getKey().equals(id)) {
                return dispute.getValue().reason();
            }
        }
        return null;
    }

    /** The files that could be read, by name; none where a file alone does not tell what its events go by. */
    Map<String, CalendarText> byName() {
        if (sharesNames || !disputes.isEmpty()) {
            return Map.of();
        }
        Map<String, CalendarText> texts = new HashMap<>();
        readable.forEach((path, text) -> texts.put(path.getFileName().toString(), text));
        return texts;
    }

    boolean isProof() {
        return failures.isEmpty()
                && readable.values().stream().allMatch(text -> text.rows().isProof());
    }

    List<Entry<CalendarEvent>> entries() {
        List<Entry<CalendarEvent>> entries = new ArrayList<>();
        homes.keySet().forEach(id -> entries.add(entry(id)));
        readable.forEach((path, text) -> text.rows().unreadable().forEach((id, reason) -> {
            if (!homes.containsKey(id)) {
                entries.add(Entry.unreadable(id, path.getFileName() + ": " + reason));
            }
        }));
        disputes.values()
                .forEach(dispute -> entries.add(Entry.unreadable(
                        EventIds.ofHidden(
                                dispute.hidden().id(), dispute.hidden().component()),
                        dispute.reason())));
        failures.forEach((path, reason) -> entries.add(Entry.unreadable("file:" + path.getFileName(), reason)));
        return entries;
    }

    /** What the folder says of one id; an occurrence belongs to its series in another file as well. */
    Entry<CalendarEvent> entry(String id) {
        EventRow row = row(id);
        if (row == null) {
            String reason = whyNot(id);
            return reason == null ? Entry.removed(id) : Entry.unreadable(id, reason);
        }
        Versioned<CalendarEvent> record = row.record();
        String uid = record.record().uid();
        boolean apart = record.record().isOccurrence() && homes.containsKey(uid);
        return Entry.present(apart ? record.childOf(uid) : record);
    }

    private @Nullable EventRow row(String id) {
        Path home = home(id);
        CalendarText text = home == null ? null : readable.get(home);
        return text == null ? null : text.rows().get(id);
    }

    private @Nullable String whyNot(String id) {
        for (Dispute dispute : disputes.values()) {
            if (id.equals(
                    EventIds.ofHidden(dispute.hidden().id(), dispute.hidden().component()))) {
                return dispute.reason();
            }
        }
        for (CalendarText text : readable.values()) {
            String reason = text.rows().whyNot(id);
            if (reason != null) {
                return reason;
            }
        }
        return failures.isEmpty() ? null : "a file of the folder cannot be read";
    }

    /** The file of the record that counts; {@code null} if there is none. */
    @Nullable
    Path home(String id) {
        List<Path> all = homes.get(id);
        return all == null ? null : all.get(0);
    }

    /** The files of all that bears a UID, by that: of its series, else of an occurrence, else of what cannot be read. */
    Map<String, Path> families() {
        Map<String, Path> families = new HashMap<>();
        homes.forEach((id, paths) -> {
            CalendarEvent event = requireNonNull(row(id)).record().record();
            if (event.isOccurrence()) {
                families.putIfAbsent(event.uid(), paths.get(0));
            } else {
                families.put(event.uid(), paths.get(0));
            }
        });
        readable.forEach(
                (path, text) -> text.rows().unreadable().keySet().forEach(id -> families.putIfAbsent(id, path)));
        return families;
    }

    /** What is written in other files once this was: the same to copies, so that they stay copies. */
    Map<Path, List<Write<CalendarEvent>>> elsewhere(Write<CalendarEvent> write, Path home) {
        return write.fold(
                create -> Map.of(), update -> editsOfCopies(update, home), delete -> deletions(delete.id(), home));
    }

    private Map<Path, List<Write<CalendarEvent>>> editsOfCopies(Write.Update<CalendarEvent> update, Path home) {
        Map<Path, List<Write<CalendarEvent>>> edits = new LinkedHashMap<>();
        EventRow row = requireNonNull(row(update.id()));
        for (Path path : requireNonNull(homes.get(update.id()))) {
            EventRow copy =
                    requireNonNull(requireNonNull(readable.get(path)).rows().get(update.id()));
            if (!path.equals(home) && !copy.isExcludedDate() && SharedUid.isSame(copy, row)) {
                edits.put(path, List.of(new Write.Update<>(update.id(), null, update.record(), update.changed())));
            }
        }
        return edits;
    }

    /** Copies of a record, and for a series its occurrences. */
    private Map<Path, List<Write<CalendarEvent>>> deletions(String id, Path home) {
        Map<Path, List<Write<CalendarEvent>>> deletes = new LinkedHashMap<>();
        EventRow row = row(id);
        boolean series = row != null && !row.record().record().isOccurrence();
        homes.forEach((other, paths) -> {
            boolean ofSeries = series && isOccurrenceOf(id, other);
            if (other.equals(id) || ofSeries) {
                paths.stream()
                        .filter(path -> !path.equals(home))
                        .forEach(path -> deletes.computeIfAbsent(path, any -> new ArrayList<>())
                                .add(new Write.Delete<>(other, null)));
            }
        });
        return deletes;
    }

    private boolean isOccurrenceOf(String series, String id) {
        EventRow row = row(id);
        return row != null
                && row.record().record().isOccurrence()
                && row.record().record().uid().equals(series);
    }
}
