package io.kalends.examples.quickstart.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kalends.sync.web.WebHandler;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The host's web server, here the JDK's: the only code that a host's own framework takes the place of. */
final class WebServer implements AutoCloseable {

    /** More than any provider sends. */
    private static final int MOST_BYTES = 1_000_000;

    private final HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
    }

    /** Takes a free port of this machine; in production there is an https address before it. */
    static WebServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return new WebServer(server);
    }

    /** Where a path of this server is seen from outside. */
    URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /**
     * Hands the requests to a path to a handler.
     *
     * @param answered hears what was answered, once it was sent
     */
    void route(String path, WebHandler handler, Consumer<WebResponse> answered) {
        server.createContext(path, exchange -> answered.accept(answer(exchange, handler)));
    }

    private static WebResponse answer(HttpExchange exchange, WebHandler handler) throws IOException {
        try (exchange) {
            WebResponse response = handler.handle(new WebRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query(exchange.getRequestURI().getRawQuery()),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readNBytes(MOST_BYTES)));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            return response;
        }
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters
                    .computeIfAbsent(decoded(pair[0]), any -> new ArrayList<>())
                    .add(pair.length == 2 ? decoded(pair[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
