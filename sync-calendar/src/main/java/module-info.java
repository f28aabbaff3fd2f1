/** The record that calendars share. */
module io.kalends.calendar {
    requires transitive io.kalends.sync;
    requires static transitive org.jspecify;

    exports io.kalends.calendar;
    exports io.kalends.calendar.text;
    exports io.kalends.calendar.zone;
}
