package io.kalends.icalendar.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The grammar of an unfolded content line (RFC 5545, 3.1), both ways: {@code NAME;PARAM=value,"va:lue":raw value}.
 * Reading tolerates lower case, spaces around the name, quotes that never close and parameters without a value.
 */
final class LineSyntax {

    /** A line taken apart. */
    record Parsed(String name, List<IcsParameter> parameters, String value) {}

    private LineSyntax() {}

    /** Empty when there is no colon or what stands before it is no name. */
    static Optional<Parsed> parse(String line) {
        int nameEnd = indexOfDelimiter(line);
        if (nameEnd < 0) {
            return Optional.empty();
        }
        String name = line.substring(0, nameEnd).strip().toUpperCase(Locale.ROOT);
        if (!isName(name)) {
            return Optional.empty();
        }
        int colon = indexOutsideQuotes(line, nameEnd, line.length(), ':');
        if (colon < 0) {
            colon = line.indexOf(':', nameEnd); // a quote that never closes
        }
        if (colon < 0) {
            return Optional.empty();
        }
        return Optional.of(new Parsed(name, parameters(line, nameEnd, colon), line.substring(colon + 1)));
    }

    static String format(String name, List<IcsParameter> parameters, String value) {
        StringBuilder line = new StringBuilder(name);
        for (IcsParameter parameter : parameters) {
            line.append(';').append(parameter.name());
            char separator = '=';
            for (String item : parameter.values()) {
                line.append(separator).append(quoted(item));
                separator = ',';
            }
        }
        return line.append(':').append(value).toString();
    }

    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isNameCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isNameCharacter(int c) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    private static List<IcsParameter> parameters(String line, int from, int to) {
        if (from == to) {
            return List.of();
        }
        List<IcsParameter> found = new ArrayList<>();
        for (String part : splitOutsideQuotes(line, from + 1, to, ';')) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).strip();
            if (equals >= 0) {
                List<String> values = splitOutsideQuotes(part, equals + 1, part.length(), ',');
                found.add(new IcsParameter(
                        name, values.stream().map(LineSyntax::unquoted).toList()));
            } else if (!name.isEmpty()) {
                found.add(new IcsParameter(name, List.of()));
            }
        }
        return List.copyOf(found);
    }

    private static List<String> splitOutsideQuotes(String text, int from, int to, char separator) {
        List<String> parts = new ArrayList<>();
        int start = from;
        int at = indexOutsideQuotes(text, start, to, separator);
        while (at >= 0) {
            parts.add(text.substring(start, at));
            start = at + 1;
            at = indexOutsideQuotes(text, start, to, separator);
        }
        parts.add(text.substring(start, to));
        return parts;
    }

    private static int indexOutsideQuotes(String text, int from, int to, char wanted) {
        boolean quoted = false;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == wanted && !quoted) {
                return at;
            }
            quoted ^= c == '"';
            at = c == '=' && !quoted ? afterParenthesis(text, at + 1, to) : at + 1;
        }
        return -1;
    }

    /** Behind an unquoted {@code (UTC+01:00)}, with which Windows zone names begin and whose colon ends no parameter. */
    private static int afterParenthesis(String text, int from, int to) {
        int end = from < to && text.charAt(from) == '(' ? text.indexOf(')', from) : -1;
        return end < 0 || end >= to ? from : end + 1;
    }

    /** Where the name ends. */
    private static int indexOfDelimiter(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String raw) {
        boolean quoted = raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"");
        String inner = quoted ? raw.substring(1, raw.length() - 1) : raw;
        if (inner.indexOf('^') < 0) {
            return inner;
        }
        StringBuilder text = new StringBuilder(inner.length());
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            char next = c == '^' && at + 1 < inner.length() ? inner.charAt(at + 1) : ' ';
            int code = "n'^".indexOf(next);
            text.append(code < 0 ? c : "\n\"^".charAt(code));
            at += code < 0 ? 1 : 2;
        }
        return text.toString();
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2);
        boolean quote = !value.equals(value.strip());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '^' -> text.append("^^");
                case '"' -> text.append("^'");
                case '\n' -> text.append("^n");
                case ':', ';', ',' -> {
                    quote = true;
                    text.append(c);
                }
                default -> {
                    if (!IcsText.isForbidden(c)) {
                        text.append(c);
                    }
                }
            }
        }
        return quote ? text.insert(0, '"').append('"').toString() : text.toString();
    }
}
