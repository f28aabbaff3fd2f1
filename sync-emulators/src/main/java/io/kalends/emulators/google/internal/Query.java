package io.kalends.emulators.google.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or a form, each with all its values in order. */
public final class Query {

    private static final Set<String> SECRET = Set.of(
            "access_token",
            "oauth_token",
            "key",
            "code",
            "state",
            "token",
            "client_secret",
            "refresh_token",
            "code_verifier",
            "code_challenge");

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads {@code a=b&c=d}, percent-encoded; null is no parameters. */
    public static Query parse(@Nullable String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&", -1)) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
                }
            }
        }
        return new Query(values);
    }

    /** These parameters and others. */
    Query and(Query others) {
        Map<String, List<String>> both = new LinkedHashMap<>();
        for (Query one : List.of(this, others)) {
            one.values.forEach((name, all) ->
                    both.computeIfAbsent(name, any -> new ArrayList<>()).addAll(all));
        }
        return new Query(both);
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw GoogleError.invalid("Malformed percent-encoding.");
        }
    }

    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A parameter that is true or false, and false unless given. */
    boolean flag(String name) {
        return first(name).map("true"::equals).orElse(false);
    }

    /** A whole number. */
    Optional<Integer> number(String name) {
        return first(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException malformed) {
                throw GoogleError.badParameter(name, "Invalid integer value in parameter " + name + ".");
            }
        });
    }

    String withoutSecrets() {
        return values.entrySet().stream()
                .filter(parameter -> !SECRET.contains(parameter.getKey()))
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
    }

    /** The values of some parameters as one text, so that two queries can be compared; a false flag is none. */
    String signature(List<String> names) {
        return names.stream()
                .filter(this::has)
                .filter(name -> !all(name).equals(List.of("false")))
                .map(name -> name + "=" + all(name))
                .collect(Collectors.joining("&"));
    }
}
