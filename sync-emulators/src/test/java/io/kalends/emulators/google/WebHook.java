package io.kalends.emulators.google;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An app's address for messages: keeps what comes and answers as told. */
final class WebHook implements AutoCloseable {

    private final HttpServer server;
    private final List<Message> messages = new ArrayList<>();
    private int status = 200;
    private int failures;

    /** A message as it came, its headers by lower-case name. */
    record Message(String method, Map<String, String> headers, int bodyLength) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    WebHook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                int length = exchange.getRequestBody().readAllBytes().length;
                Map<String, String> headers = new TreeMap<>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
                exchange.sendResponseHeaders(take(new Message(exchange.getRequestMethod(), headers, length)), -1);
            }
        });
        server.start();
    }

    private synchronized int take(Message message) {
        messages.add(message);
        return failures-- > 0 ? 503 : status;
    }

    synchronized void fail(int times) {
        failures = times;
    }

    synchronized void answer(int status) {
        this.status = status;
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
