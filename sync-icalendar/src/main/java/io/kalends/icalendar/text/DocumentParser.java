package io.kalends.icalendar.text;

import io.kalends.icalendar.text.IcsFormatException.Reason;
import io.kalends.icalendar.text.LineSyntax.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree from content lines, with a stack of its own in place of recursion. What cannot be right, an END that
 * is missing or closes nothing or a line without a colon, breaks one component and never its neighbours. For one thread.
 */
final class DocumentParser {
    private static final String CALENDAR = "VCALENDAR";

    /** Components that stand directly in a calendar: one that begins inside another shows that an END is missing. */
    private static final Set<String> TOP_LEVEL =
            Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY", "VPOLL");

    private static final Set<String> DATE_LISTS = Set.of("EXDATE", "RDATE");

    private final byte[] data;
    private final TextEncoding encoding;
    private final IcsLimits limits;
    private final LineScanner scanner;
    private final List<IcsNode> roots = new ArrayList<>();
    private final List<OpenComponent> open = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private int components;

    DocumentParser(byte[] data, TextEncoding encoding, IcsLimits limits) {
        this.data = data;
        this.encoding = encoding;
        this.limits = limits;
        this.scanner = new LineScanner(data, encoding, limits.maxLineBytes());
    }

    List<IcsNode> parse() {
        while (scanner.next()) {
            ByteRange range = scanner.range();
            if (scanner.blank()) {
                attach(new Filler(range));
                continue;
            }
            Optional<Parsed> parsed = LineSyntax.parse(encoding.unfold(range));
            if (parsed.isEmpty()) {
                unreadable(range);
                continue;
            }
            String name = names.computeIfAbsent(parsed.get().name(), n -> n);
            ContentLine line = new ContentLine(name, scanner.number(), range, encoding);
            switch (name) {
                case "BEGIN" -> begin(componentName(parsed.get().value()), line);
                case "END" -> end(componentName(parsed.get().value()), line, range);
                default -> property(line, parsed.get().value(), range);
            }
        }
        closeTopLevel("the stream ends before its END", scanner.end());
        cutOffCalendar();
        ByteRange rest = scanner.rest();
        if (rest.start < rest.end) {
            roots.add(new Filler(rest));
        }
        return roots;
    }

    private void begin(String name, ContentLine line) {
        components++;
        if (components > limits.maxComponents()) {
            throw IcsFormatException.overLimit(
                    Reason.TOO_MANY_COMPONENTS,
                    line.number(),
                    "There are more components",
                    "maxComponents",
                    limits.maxComponents());
        }
        String why = "line " + line.number() + " begins another component before its END";
        if (name.equals(CALENDAR) || TOP_LEVEL.contains(name)) {
            closeTopLevel(why, scanner.start());
        }
        if (name.equals(CALENDAR)) {
            cutOffCalendar();
        }
        if (open.size() >= limits.maxDepth()) {
            throw IcsFormatException.overLimit(
                    Reason.TOO_DEEP, line.number(), "Components are nested deeper", "maxDepth", limits.maxDepth());
        }
        OpenComponent component = new OpenComponent(name, line, scanner.start());
        if (open.isEmpty() && !name.equals(CALENDAR)) {
            component.breakBy("it stands outside of any VCALENDAR");
        }
        open.add(component);
    }

    private void end(String name, ContentLine line, ByteRange range) {
        int match = open.size() - 1;
        while (match >= 0 && !open.get(match).name.equals(name)) {
            match--;
        }
        if (match < 0) {
            if (open.size() > topLevel()) {
                open.get(topLevel()).breakBy("the END at line " + line.number() + " closes nothing");
            }
            attach(new Filler(range));
            return;
        }
        if (match < topLevel()) {
            closeTopLevel("the calendar ends at line " + line.number() + " before its END", scanner.start());
        } else if (match < open.size() - 1) {
            open.get(topLevel()).breakBy("an END is missing before the one at line " + line.number());
            open.subList(match + 1, open.size()).clear();
        }
        attach(open.remove(match).ended(line, scanner.end()));
    }

    private void property(ContentLine line, String value, ByteRange range) {
        if (open.isEmpty()) {
            roots.add(new Filler(range));
            return;
        }
        OpenComponent component = innermost();
        if (DATE_LISTS.contains(line.name())) {
            component.dates += 1 + (int) value.chars().filter(c -> c == ',').count();
            if (component.dates > limits.maxRecurrenceDates()) {
                throw IcsFormatException.overLimit(
                        Reason.TOO_MANY_DATES,
                        line.number(),
                        "A component holds more EXDATE and RDATE values",
                        "maxRecurrenceDates",
                        limits.maxRecurrenceDates());
            }
        }
        component.nodes.add(line);
    }

    private void unreadable(ByteRange range) {
        if (open.size() > topLevel()) {
            innermost().breakBy("line " + scanner.number() + " is no property: it has no name or no colon");
        }
        attach(new Filler(range));
    }

    /** Closes the component directly in the calendar as broken, with all inside it; the calendar stays open. */
    private void closeTopLevel(String why, int endOfBytes) {
        if (open.size() > topLevel()) {
            OpenComponent component = open.get(topLevel());
            component.breakBy(why);
            open.subList(topLevel(), open.size()).clear();
            attach(component.broken(endOfBytes));
        }
    }

    private void cutOffCalendar() {
        if (!open.isEmpty()) {
            attach(open.remove(0).cutOff());
        }
    }

    private void attach(IcsNode node) {
        if (open.isEmpty()) {
            roots.add(node);
        } else {
            innermost().nodes.add(node);
        }
    }

    /** Where on the stack a component directly in a calendar is: above the calendar, if there is one. */
    private int topLevel() {
        return !open.isEmpty() && open.get(0).name.equals(CALENDAR) ? 1 : 0;
    }

    private OpenComponent innermost() {
        return open.get(open.size() - 1);
    }

    private static String componentName(String value) {
        return value.strip().toUpperCase(Locale.ROOT);
    }

    /** A component whose END has not come yet. */
    private final class OpenComponent {
        final String name;
        final ContentLine begin;
        final int start;
        final List<IcsNode> nodes = new ArrayList<>();
        int dates;
        private @Nullable String reason;

        OpenComponent(String name, ContentLine begin, int start) {
            this.name = name;
            this.begin = begin;
            this.start = start;
        }

        /** The first reason stays: later ones follow from it. */
        void breakBy(String why) {
            if (reason == null) {
                reason = why;
            }
        }

        IcsNode ended(ContentLine end, int endOfBytes) {
            return reason == null ? new IcsComponent(name, begin, nodes, end) : broken(endOfBytes);
        }

        IcsComponent cutOff() {
            return new IcsComponent(name, begin, nodes, null);
        }

        BrokenComponent broken(int endOfBytes) {
            List<ContentLine> readable = nodes.stream()
                    .filter(ContentLine.class::isInstance)
                    .map(ContentLine.class::cast)
                    .toList();
            String why = reason == null ? "it could not be read" : reason;
            return new BrokenComponent(name, begin.number(), why, new ByteRange(data, start, endOfBytes), readable);
        }
    }
}
