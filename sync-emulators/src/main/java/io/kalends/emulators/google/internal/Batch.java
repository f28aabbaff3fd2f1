package io.kalends.emulators.google.internal;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A {@code multipart/mixed} of calls: each is answered for itself, in the order in which they were sent. */
final class Batch {

    static final String PATH = "/batch/calendar/v3";

    private static final int MOST_PARTS = 50;
    private static final String BOUNDARY = "batch_kalends";

    private final Pipeline pipeline;
    private final ApiCall outer;
    private List<Part> parts = List.of();

    private record Part(String contentId, ApiCall call) {}

    Batch(Pipeline pipeline, ApiCall outer) {
        this.pipeline = pipeline;
        this.outer = outer;
    }

    /** How many parts there are; 0 before they are answered. */
    int size() {
        return parts.size();
    }

    ApiAnswer answer() {
        try {
            parts = parts(outer);
        } catch (GoogleError malformed) {
            return malformed.answer();
        }
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            return GoogleError.invalid("A batch holds 1 to " + MOST_PARTS + " calls, not " + parts.size() + ".")
                    .answer();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean dropped = false;
        for (Part part : parts) {
            ApiAnswer answer = pipeline.answerPart(part.call());
            dropped |= answer.status() == ApiAnswer.DROPPED;
            write(body, part, answer);
        }
        body.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return dropped
                ? ApiAnswer.dropped()
                : ApiAnswer.bytes(200, "multipart/mixed; boundary=" + BOUNDARY, body.toByteArray());
    }

    private static void write(ByteArrayOutputStream body, Part part, ApiAnswer answer) {
        byte[] content = answer.body();
        StringBuilder head = new StringBuilder("--" + BOUNDARY + "\r\nContent-Type: application/http\r\n");
        if (!part.contentId().isEmpty()) {
            head.append("Content-ID: ").append(responseId(part.contentId())).append("\r\n");
        }
        head.append("\r\nHTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(phrase(answer.status()))
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        body.writeBytes(ascii(head.toString()));
        body.writeBytes(content);
        body.writeBytes(ascii("\r\n"));
    }

    private static String responseId(String contentId) {
        return contentId.startsWith("<") ? "<response-" + contentId.substring(1) : "response-" + contentId;
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            default -> "Status";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes are read as ISO 8859-1, so that positions in the text are positions in the body. */
    private static List<Part> parts(ApiCall outer) {
        String type = outer.header("Content-Type").orElse("");
        int at = type.indexOf("boundary=");
        if (!type.startsWith("multipart/mixed") || at < 0) {
            throw GoogleError.invalid("A batch is multipart/mixed with a boundary.");
        }
        String boundary = type.substring(at + "boundary=".length())
                .split(";", 2)[0]
                .strip()
                .replace("\"", "");
        String text = new String(outer.body(), StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        String[] pieces = text.split("\r?\n?--" + Pattern.quote(boundary), -1);
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            parts.add(part(pieces[i].replaceFirst("^\r?\n", ""), outer));
        }
        return parts;
    }

    private static Part part(String text, ApiCall outer) {
        String[] wrapper = text.split("\r?\n\r?\n", 2);
        String[] inner = (wrapper.length < 2 ? "" : wrapper[1]).split("\r?\n\r?\n", 2);
        String[] lines = inner[0].split("\r?\n");
        String[] request = lines[0].split(" ", -1);
        if (request.length < 2) {
            throw GoogleError.invalid("A part of a batch has no request line.");
        }
        Map<String, String> headers = headers(lines, 1);
        outer.header("Authorization").ifPresent(value -> headers.putIfAbsent("authorization", value));
        URI target = target(request[1]);
        byte[] body = inner.length < 2 ? new byte[0] : inner[1].getBytes(StandardCharsets.ISO_8859_1);
        ApiCall call = new ApiCall(
                request[0], target.getRawPath(), Query.parse(target.getRawQuery()), Map.copyOf(headers), body);
        return new Part(headers(wrapper[0].split("\r?\n"), 0).getOrDefault("content-id", ""), call);
    }

    private static URI target(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw GoogleError.invalid("A part of a batch has a malformed address.");
        }
    }

    private static Map<String, String> headers(String[] lines, int first) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = first; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }
}
