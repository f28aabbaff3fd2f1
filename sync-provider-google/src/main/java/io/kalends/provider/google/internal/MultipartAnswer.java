package io.kalends.provider.google.internal;

import io.kalends.http.ApiAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a batch apart: {@code multipart/mixed} with an HTTP response in each part (RFC 2046 section 5.1). */
final class MultipartAnswer {

    private static final Pattern CONTENT_ID = Pattern.compile("(?im)^Content-ID:\\s*<?(?:response-)?(\\d{1,4})>?\\s*$");
    private static final Pattern STATUS = Pattern.compile("^HTTP/\\d(?:\\.\\d)? (\\d{3})\\b.*");
    private static final Pattern RETRY_AFTER = Pattern.compile("(?im)^Retry-After:\\s*(\\d{1,6})\\s*$");

    private MultipartAnswer() {}

    /**
     * One part.
     *
     * @param number its Content-ID, or its place if it has none; 0 if it cannot be told
     */
    record Part(int number, ApiAnswer answer) {}

    /** The parts that are there in full; what is cut off or malformed is left out. */
    static List<Part> parts(byte[] body) {
        // One char a byte, so that places in the text are places in the bytes.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int start = text.startsWith("--") ? 0 : text.indexOf("\n--") + 1;
        int line = text.indexOf('\n', start);
        if (line < 0 || !text.startsWith("--", start)) {
            return parts;
        }
        String delimiter = text.substring(start, line).stripTrailing();
        int at = start + delimiter.length();
        int place = 0;
        for (int next = text.indexOf("\n" + delimiter, at); next >= 0; next = text.indexOf("\n" + delimiter, at)) {
            place++;
            int end = text.charAt(next - 1) == '\r' ? next - 1 : next;
            Part part = part(text, at, end, body, place);
            if (part != null) {
                parts.add(part);
            }
            at = next + 1 + delimiter.length();
        }
        return parts;
    }

    private static @Nullable Part part(String text, int from, int to, byte[] body, int place) {
        int head = afterBlankLine(text, from, to);
        int content = head < 0 ? -1 : afterBlankLine(text, head, to);
        // A response without headers or body ends at its status line.
        String response = head < 0 ? "" : text.substring(head, content < 0 ? to : content);
        Matcher status = STATUS.matcher(response.lines().findFirst().orElse(""));
        if (!status.matches()) {
            return null;
        }
        Matcher id = CONTENT_ID.matcher(text.substring(from, head));
        Matcher wait = RETRY_AFTER.matcher(response);
        return new Part(
                id.find() ? Integer.parseInt(id.group(1)) : place,
                ApiAnswer.part(
                        Integer.parseInt(status.group(1)),
                        content < 0 ? new byte[0] : Arrays.copyOfRange(body, content, to),
                        wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : null));
    }

    private static int afterBlankLine(String text, int from, int to) {
        int crlf = text.indexOf("\r\n\r\n", from);
        int lf = text.indexOf("\n\n", from);
        boolean first = crlf >= 0 && (lf < 0 || crlf < lf);
        int at = first ? crlf + 4 : lf < 0 ? -1 : lf + 2;
        return at < 0 || at > to ? -1 : at;
    }
}
