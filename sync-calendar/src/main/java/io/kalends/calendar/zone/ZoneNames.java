package io.kalends.calendar.zone;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Zones that can be told from a name alone: IANA regions, with a vendor's prefix or without, and offsets from UTC. */
public final class ZoneNames {

    /** Names are matched in any case; the JVM's own table is exact. */
    private static final Map<String, String> REGIONS = Regions.names()
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), Function.identity()));

    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT)?\\s*([+-])(\\d{1,2})(?:[:.]?(\\d\\d))?", Pattern.CASE_INSENSITIVE);

    private static final String MICROSOFT = "tzone://microsoft/";

    private ZoneNames() {}

    /** The IANA region of this name, in any case; empty if this JVM knows none. */
    public static Optional<ZoneId> region(String name) {
        return Optional.ofNullable(REGIONS.get(name.strip().toLowerCase(Locale.ROOT)))
                .map(ZoneId::of);
    }

    /**
     * The region at the end of a path such as {@code /mozilla.org/20050126_1/Europe/Berlin}: its last three or two parts,
     * the last alone behind a leading slash.
     */
    public static Optional<ZoneId> prefixedRegion(String name) {
        String[] parts = name.strip().replaceFirst("^/+", "").split("/", -1);
        int fewest = name.strip().startsWith("/") ? 1 : 2;
        for (int count = Math.min(3, parts.length); count >= fewest; count--) {
            String tail = String.join("/", Arrays.asList(parts).subList(parts.length - count, parts.length));
            Optional<ZoneId> found = region(tail);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** {@code UTC}, {@code GMT}, {@code Z}, {@code tzone://Microsoft/Utc}, {@code GMT+01:00}; east is plus. */
    public static Optional<ZoneId> fixed(String name) {
        String text = name.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith(MICROSOFT)) {
            text = text.substring(MICROSOFT.length());
        }
        if (text.equalsIgnoreCase("UTC") || text.equalsIgnoreCase("GMT") || text.equalsIgnoreCase("Z")) {
            return Optional.of(ZoneId.of("UTC"));
        }
        return offset(text).map(Function.identity());
    }

    /** An offset with or without UTC or GMT before it. */
    public static Optional<ZoneOffset> offset(String text) {
        Matcher form = OFFSET.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int sign = form.group(1).equals("-") ? -1 : 1;
        int minutes = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        try {
            return Optional.of(ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(form.group(2)), sign * minutes));
        } catch (DateTimeException beyondEighteenHours) {
            return Optional.empty();
        }
    }
}
