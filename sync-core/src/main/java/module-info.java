/** The engine and its vocabulary. */
module io.kalends.sync {
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.kalends.sync;
    exports io.kalends.sync.account;
    exports io.kalends.sync.push;
    exports io.kalends.sync.record;
    exports io.kalends.sync.spi;
    exports io.kalends.sync.store;
    exports io.kalends.sync.web;

    uses io.kalends.sync.spi.SyncProvider;
}
