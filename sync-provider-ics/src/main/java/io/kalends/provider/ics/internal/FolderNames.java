package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventIds;
import io.kalends.icalendar.EventReader;
import io.kalends.icalendar.EventRow;
import io.kalends.icalendar.SharedUid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the events of a folder's files go by, where different ones share a UID: as inside a file, one keeps it. */
final class FolderNames {

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Map<EventRow, Path>> masters = new LinkedHashMap<>();

    private FolderNames() {}

    /** By file, and there by UID, another name for its events. */
    static Map<Path, Map<String, String>> of(Map<Path, CalendarText> files) {
        FolderNames names = new FolderNames();
        files.forEach(names::add);
        return names.named();
    }

    private void add(Path file, CalendarText text) {
        text.rows().byId().forEach((id, row) -> {
            taken.add(id);
            CalendarEvent event = row.record().record();
            String uid = EventReader.uid(row.component()).orElse(event.uid());
            if (!event.isOccurrence() && uid.equals(event.uid())) {
                masters.computeIfAbsent(uid, any -> new IdentityHashMap<>()).put(row, file);
            }
        });
    }

    private Map<Path, Map<String, String>> named() {
        Map<Path, Map<String, String>> named = new HashMap<>();
        masters.forEach((uid, files) -> {
            if (files.size() > 1) {
                // Neither time nor text, which our own writes change: the file's name stays.
                List<EventRow> inOrder = new ArrayList<>(files.keySet());
                inOrder.sort(Comparator.comparing((EventRow row) -> !isNamedFor(uid, requireNonNull(files.get(row))))
                        .thenComparing(row -> String.valueOf(files.get(row))));
                List<SharedUid.Event> events = SharedUid.events(inOrder);
                for (SharedUid.Event event : events.subList(1, events.size())) {
                    String name = ownName(uid, event.counting());
                    List<EventRow> versions = new ArrayList<>(event.older());
                    versions.add(event.counting());
                    versions.forEach(
                            row -> named.computeIfAbsent(requireNonNull(files.get(row)), any -> new HashMap<>())
                                    .put(uid, name));
                }
            }
        });
        return named;
    }

    private static boolean isNamedFor(String uid, Path file) {
        return FileNames.isPlain(file.getFileName().toString(), uid);
    }

    private String ownName(String uid, EventRow row) {
        String name = EventIds.nameOfItsOwn(uid, SharedUid.timeOf(row));
        String free = name;
        for (int n = 2; !taken.add(free); n++) {
            free = name + "-" + n;
        }
        return free;
    }
}
