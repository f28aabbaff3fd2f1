package io.kalends.icalendar.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The escapes of TEXT values (RFC 5545, 3.3.11) and of their lists. */
public final class IcsText {

    private IcsText() {}

    /** Escapes backslash, semicolon, comma and line breaks; other control characters than TAB are left out. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', ';', ',' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        escaped.append("\\n");
                    }
                }
                default -> {
                    if (!isForbidden(c)) {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Items escaped and joined with commas. */
    public static String escapeAll(List<String> items) {
        return items.stream().map(IcsText::escape).collect(Collectors.joining(","));
    }

    /** Reads {@code \\ \; \, \n \N}, and {@code \: \"} as some write them; any other backslash stands for itself. */
    public static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            char next = c == '\\' && at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
            boolean escape = "\\;,:\"nN".indexOf(next) >= 0;
            text.append(!escape ? c : next == 'n' || next == 'N' ? '\n' : next);
            at += escape ? 2 : 1;
        }
        return text.toString();
    }

    /** The still escaped items of a list, cut at commas that no backslash escapes; none of an empty value. */
    public static List<String> split(String raw) {
        if (raw.isEmpty()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        int start = 0;
        boolean escaped = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == ',' && !escaped) {
                items.add(raw.substring(start, i));
                start = i + 1;
            }
            escaped = c == '\\' && !escaped;
        }
        items.add(raw.substring(start));
        return List.copyOf(items);
    }

    /** Control characters that no content line may hold (RFC 5545, 3.1: CONTROL). */
    static boolean isForbidden(char c) {
        return (c < ' ' && c != '\t') || c == 0x7F;
    }
}
