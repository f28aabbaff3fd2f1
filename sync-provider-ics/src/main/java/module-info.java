/** iCalendar files, folders and feeds. */
module io.kalends.provider.ics {
    requires io.kalends.http;
    requires io.kalends.icalendar;
    requires transitive io.kalends.sync;
    requires static transitive org.jspecify;

    exports io.kalends.provider.ics;

    provides io.kalends.sync.spi.SyncProvider with
            io.kalends.provider.ics.IcsProvider;
}
