package io.kalends.sync.web;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as the host's web framework received it. {@link #toString} holds neither parameters, headers nor body: they
 * hold codes and tokens.
 *
 * @param method {@code GET}, {@code POST}…
 * @param path what was asked for, decoded, from the first slash, without the query: {@code "/hooks/google"}
 * @param query the query parameters, decoded, by name
 * @param headers by name, in any case of letters
 * @param body the bytes as they came, since signatures are made over them; empty for none; the host caps its size, 1 MB is enough for every provider
 */
public record WebRequest(
        String method, String path, Map<String, List<String>> query, Map<String, List<String>> headers, byte[] body) {

    public WebRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        query = Map.copyOf(query);
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> anyCase.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(anyCase);
        body = body.clone();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "WebRequest[" + method + ", " + body.length + " bytes]";
    }
}
