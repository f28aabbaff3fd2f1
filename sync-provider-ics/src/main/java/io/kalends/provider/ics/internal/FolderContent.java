package io.kalends.provider.ics.internal;

import io.kalends.sync.Entry;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.calendar.CalendarEvent;
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
 * @param version a hash of it all
 */
record FolderContent(
        Map<Path, CalendarText> readable, Map<Path, String> failures, Map<String, List<Path>> homes, String version) {

    static FolderContent of(Map<Path, CalendarText> readable, Map<Path, String> failures) {
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
                boolean first = known == null || !RowReader.goesBefore(known, row);
                homes.computeIfAbsent(id, any -> new ArrayList<>())
                        .add(first ? 0 : homes.get(id).size(), path);
                counting.put(id, first ? row : known);
            });
        });
        failures.keySet().forEach(path -> version.append(path.getFileName()).append("=?;"));
        return new FolderContent(readable, failures, homes, EventIds.hash(version.toString()));
    }

    /** The files that could be read, by name. */
    Map<String, CalendarText> byName() {
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

    /** What else goes with a record: its copies in other files, and for a series its occurrences there. */
    Map<Path, List<Write<CalendarEvent>>> elsewhere(String id, Path home) {
        Map<Path, List<Write<CalendarEvent>>> deletes = new LinkedHashMap<>();
        EventRow row = row(id);
        boolean series = row != null && !row.record().record().isOccurrence();
        homes.forEach((other, paths) -> {
            boolean ofSeries = series && other.startsWith(id + "#");
            if (other.equals(id) || ofSeries) {
                paths.stream()
                        .filter(path -> !path.equals(home))
                        .forEach(path -> deletes.computeIfAbsent(path, any -> new ArrayList<>())
                                .add(new Write.Delete<>(other, null)));
            }
        });
        return deletes;
    }
}
