package io.kalends.http;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A provider's connections, made when they are first needed. Safe for many threads. */
final class HttpTransport implements AutoCloseable {

    private final boolean shared;
    private final Supplier<OkHttpClient> maker;
    private @Nullable OkHttpClient client;
    private boolean closed;

    /** @param shared whether more than one ApiClient calls by it, so that none of them closes it */
    HttpTransport(boolean shared, Supplier<OkHttpClient> maker) {
        this.shared = shared;
        this.maker = maker;
    }

    boolean isShared() {
        return shared;
    }

    synchronized OkHttpClient client() {
        if (closed) {
            throw new IllegalStateException("the connection is closed");
        }
        OkHttpClient made = client;
        if (made == null) {
            made = maker.get();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        OkHttpClient made = client;
        client = null;
        if (made == null) {
            return;
        }
        made.dispatcher().executorService().shutdown();
        made.connectionPool().evictAll();
        try {
            made.dispatcher().executorService().awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
