package io.kalends.lives;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An iCalendar file as a simple program edits it: lines before its events, the lines of each event, lines after them. */
final class IcsText {

    private final List<String> head = new ArrayList<>();
    private final List<List<String>> events = new ArrayList<>();
    private final List<String> foot = new ArrayList<>();

    /** @param text unfolded or not; empty for an empty calendar */
    IcsText(String text) {
        List<String> event = List.of();
        boolean within = false;
        for (String line : unfolded(text)) {
            if (line.equals("BEGIN:VEVENT")) {
                event = new ArrayList<>();
                events.add(event);
                within = true;
            } else if (line.equals("END:VEVENT")) {
                within = false;
            } else if (within) {
                event.add(line);
            } else {
                (events.isEmpty() && !line.equals("END:VCALENDAR") ? head : foot).add(line);
            }
        }
        if (head.isEmpty()) {
            head.addAll(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Another program//EN"));
            foot.add("END:VCALENDAR");
        }
    }

    private static List<String> unfolded(String text) {
        return text.replaceAll("\r?\n[ \t]", "")
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The lines of each event, to be changed. */
    List<List<String>> events() {
        return events;
    }

    /** The first value of a property, its parameters left out. */
    static Optional<String> value(List<String> event, String name) {
        return line(event, name).map(line -> line.substring(colon(line) + 1));
    }

    static Optional<String> line(List<String> event, String name) {
        return event.stream().filter(is(name)).findFirst();
    }

    private static int colon(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return line.length() - 1;
    }

    private static Predicate<String> is(String name) {
        return line -> line.startsWith(name + ":") || line.startsWith(name + ";");
    }

    /** Puts a line in the place of all those of its property; an empty one removes them. */
    static void set(List<String> event, String name, String line) {
        Predicate<String> old = is(name);
        int at = (int) event.stream().takeWhile(old.negate()).count();
        event.removeIf(old);
        if (!line.isEmpty()) {
            event.add(Math.min(at, event.size()), line);
        }
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** The whole file, folded, with the zones that its events name. */
    String text() {
        StringBuilder text = new StringBuilder();
        head.forEach(line -> fold(text, line));
        for (List<String> event : events) {
            fold(text, "BEGIN:VEVENT");
            event.forEach(line -> fold(text, line));
            fold(text, "END:VEVENT");
        }
        foot.forEach(line -> fold(text, line));
        return text.toString();
    }

    private static void fold(StringBuilder text, String line) {
        String rest = line;
        while (rest.length() > 70) {
            text.append(rest, 0, 70).append("\r\n ");
            rest = rest.substring(70);
        }
        text.append(rest).append("\r\n");
    }

    @Override
    public String toString() {
        return events.stream().map(event -> value(event, "UID").orElse("?")).collect(Collectors.joining(" "));
    }
}
