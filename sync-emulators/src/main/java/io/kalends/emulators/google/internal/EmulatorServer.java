package io.kalends.emulators.google.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** HTTP on the loopback address: bodies are unpacked and packed, connections dropped. */
public final class EmulatorServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EmulatorServer.class.getName());
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final HttpServer server;
    private final ExecutorService threads;

    private EmulatorServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Takes a free port; answers nothing yet. */
    public static EmulatorServer open() {
        // Else each small answer waits 40 ms for the client's acknowledgement of its head.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(action -> {
                Thread created = new Thread(action, "google-emulator");
                created.setDaemon(true);
                return created;
            });
            server.setExecutor(threads);
            return new EmulatorServer(server, threads);
        } catch (IOException failed) {
            throw new UncheckedIOException("no port can be opened on 127.0.0.1", failed);
        }
    }

    /** The address of everything, with a slash at its end. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Begins to answer. */
    public void start(Pipeline pipeline, Deliveries deliveries) {
        server.createContext("/", exchange -> handle(exchange, pipeline, deliveries));
        server.start();
    }

    private static void handle(HttpExchange exchange, Pipeline pipeline, Deliveries deliveries) throws IOException {
        try (exchange) {
            ApiAnswer answer;
            try {
                answer = pipeline.answer(read(exchange));
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.ERROR, "the emulator failed at " + exchange.getRequestMethod(), fault);
                answer = GoogleError.backend(500).answer();
            }
            deliveries.answering();
            if (answer.status() != ApiAnswer.DROPPED) {
                write(exchange, answer);
            }
        } finally {
            deliveries.answered();
        }
    }

    private static ApiCall read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (headers.getOrDefault("content-encoding", "").equals("gzip")) {
            try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = unpacked.readAllBytes();
            }
        }
        URI target = exchange.getRequestURI();
        return new ApiCall(
                exchange.getRequestMethod(),
                target.getRawPath(),
                Query.parse(target.getRawQuery()),
                Map.copyOf(headers),
                body);
    }

    private static void write(HttpExchange exchange, ApiAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length > 0 && accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
            body = packed(body);
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
