package io.kalends.calendar.zone;

import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * The names of the regions that the JVM knows. Libraries in the same process may have added zones of their own, whose rules
 * come and go with a document (ical4j does): those are nobody else's.
 */
public final class Regions {

    private Regions() {}

    /** In no order. */
    public static Stream<String> names() {
        return ZoneId.getAvailableZoneIds().stream().filter(id -> !id.startsWith("SystemV/") && !id.contains("ical4j"));
    }
}
