package io.kalends.sync.calendar;

import java.time.ZoneId;

/** Old spellings of zones. */
final class ZoneAliases {

    private ZoneAliases() {}

    /** The zone under its present name; an offset where its rules are one. */
    static ZoneId canonical(ZoneId zone) {
        return zone.normalized();
    }
}
