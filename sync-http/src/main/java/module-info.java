/** What providers share that call a server over HTTP. */
module io.kalends.http {
    requires io.github.bucket4j.core;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires transitive io.kalends.sync;
    requires transitive okhttp3;
    requires okio;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.kalends.http;
}
