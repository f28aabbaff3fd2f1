/** Reads and writes iCalendar (RFC 5545). */
module io.kalends.icalendar {
    requires transitive io.kalends.calendar;
    requires static transitive org.jspecify;

    exports io.kalends.icalendar;
    exports io.kalends.icalendar.text;
    exports io.kalends.icalendar.zone;
}
