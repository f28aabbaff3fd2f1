package io.kalends.calendar.zone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The regions behind Windows zone ids ({@code W. Europe Standard Time}) and display names
 * ({@code (UTC+01:00) Amsterdam, Berlin, …}), by the Unicode CLDR's table in this jar.
 */
public final class WindowsZones {
    private static final Pattern DISPLAY_NAME =
            Pattern.compile("\\((?:UTC|GMT)\\s*([+-]\\s*\\d{1,2}[:.]?\\d\\d)?\\)\\s*(.*)", Pattern.CASE_INSENSITIVE);

    /** Between the cities of a display name, {@code Greenwich Mean Time : Dublin, London}. */
    private static final Pattern BETWEEN_CITIES = Pattern.compile("\\s*[,;:]\\s*");

    private final Map<String, ZoneId> byName;
    private final List<ZoneId> inOrder;

    private WindowsZones(Map<String, ZoneId> byName, List<ZoneId> inOrder) {
        this.byName = Map.copyOf(byName);
        this.inOrder = List.copyOf(inOrder);
    }

    /** Read at the first use; the table never changes after that. */
    private static final class Table {
        static final WindowsZones ZONES = read();
    }

    /** The table in this jar. */
    public static WindowsZones table() {
        return Table.ZONES;
    }

    /** One region for each Windows zone, west to east. */
    public List<ZoneId> regions() {
        return inOrder;
    }

    /** The region of a Windows id or of a display name, whose offset may be missing. */
    public Optional<ZoneId> find(String name) {
        ZoneId exact = byName.get(key(name));
        if (exact != null) {
            return Optional.of(exact);
        }
        Matcher display = DISPLAY_NAME.matcher(name.strip());
        if (!display.matches()) {
            return Optional.empty();
        }
        ZoneId zone = byName.get(key(display.group(2)));
        return zone != null ? Optional.of(zone) : byCity(display.group(1), display.group(2));
    }

    /** Older Windows versions listed other cities: the first that names a region with the same standard offset. */
    private static Optional<ZoneId> byCity(String offset, String cities) {
        Optional<ZoneOffset> standard =
                offset == null ? Optional.of(ZoneOffset.UTC) : ZoneNames.offset(offset.replace(" ", ""));
        for (String city : BETWEEN_CITIES.split(cities.strip(), -1)) {
            String suffix = "/" + city.replace(' ', '_').toLowerCase(Locale.ROOT);
            Optional<ZoneId> found = Regions.names()
                    .filter(id -> id.toLowerCase(Locale.ROOT).endsWith(suffix))
                    .sorted()
                    .map(ZoneId::of)
                    .filter(zone -> standard.equals(Optional.of(zone.getRules().getStandardOffset(Instant.MAX))))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static WindowsZones read() {
        Map<String, ZoneId> byName = new HashMap<>();
        Set<ZoneId> inOrder = new LinkedHashSet<>();
        try (InputStream in = WindowsZones.class.getResourceAsStream("windows-zones.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(in, "windows-zones.tsv is missing in the jar"),
                        StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] columns = line.split("\t", -1);
                Optional<ZoneId> zone = line.startsWith("#") ? Optional.empty() : ZoneNames.region(columns[1]);
                if (zone.isPresent()) { // an old JVM may lack a region
                    byName.put(key(columns[0]), zone.get());
                    byName.put(key(columns[2]), zone.get());
                    inOrder.add(zone.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("windows-zones.tsv cannot be read from the jar", e);
        }
        return new WindowsZones(byName, List.copyOf(inOrder));
    }

    private static String key(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
