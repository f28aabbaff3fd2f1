package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of new files in a folder, after the UID of what stands in them. Names that differ only by case are one name,
 * since on some disks they are. One thread.
 */
final class FileNames {

    private static final String ENDING = ".ics";

    private static final int LENGTH = 80;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9@._-]");

    /** Devices of Windows, with whatever behind a dot. */
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Set<String> taken;
    private final Map<String, String> given = new HashMap<>();

    /** @param taken the names of all that is in the folder, hidden or not, in lower case */
    FileNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether a file of that name holds a calendar; old programs write {@code .ICS}. */
    static boolean isCalendar(String name) {
        return lower(name).endsWith(ENDING);
    }

    /** Whether a file is the one that a UID gives its name to, whatever the case. */
    static boolean isPlain(String name, String uid) {
        return lower(name).equals(lower(plain(uid)));
    }

    /** A name that nothing in the folder has; the same for a UID every time. */
    String of(String uid) {
        return given.computeIfAbsent(uid, this::free);
    }

    private String free(String uid) {
        String name = plain(uid);
        for (int n = 1; !taken.add(lower(name)); n++) {
            name = hashed(uid, n == 1 ? "" : "-" + n);
        }
        return name;
    }

    /** A name that every file system takes, the UID itself where that is one. */
    static String plain(String uid) {
        return stem(uid).equals(uid) ? uid + ENDING : hashed(uid, "");
    }

    private static String hashed(String uid, String suffix) {
        return stem(uid) + "-" + EventIds.hash(uid) + suffix + ENDING;
    }

    /** Neither hidden nor a device, and without a dot at its end, which Windows drops. */
    private static String stem(String uid) {
        String safe =
                UNSAFE.matcher(uid).replaceAll("_").replaceFirst("^\\.+", "_").replaceFirst("\\.+$", "_");
        String free = safe.isEmpty() || RESERVED.matcher(safe).matches() ? "_" + safe : safe;
        return free.substring(0, Math.min(free.length(), LENGTH));
    }
}
