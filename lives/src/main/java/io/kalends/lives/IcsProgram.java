package io.kalends.lives;

import io.kalends.calendar.EventTime;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.lives.Item;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How another program writes an event into a calendar file.
 *
 * @param clock of its stamps
 * @param keepsUnknown whether it keeps lines that it does not know when it rewrites an event
 * @param excludes whether it calls an occurrence off by an EXDATE, or by a component that says so
 */
record IcsProgram(SettableClock clock, boolean keepsUnknown, boolean excludes) {

    /** The lines of a new event. */
    List<String> written(String uid, Item item) {
        List<String> lines = new ArrayList<>(List.of("UID:" + uid));
        apply(lines, item);
        EventTime original = item.original();
        if (original != null) {
            lines.add(1, line("RECURRENCE-ID", original));
        }
        return lines;
    }

    /** Writes all that the item says into the lines of an event. */
    void apply(List<String> lines, Item item) {
        if (!keepsUnknown) {
            lines.removeIf(line -> line.startsWith("X-"));
        }
        String stamp = IcsItems.LOCAL.format(clock.instant().atOffset(ZoneOffset.UTC)) + "Z";
        IcsText.set(lines, "DTSTAMP", "DTSTAMP:" + stamp);
        IcsText.set(lines, "LAST-MODIFIED", "LAST-MODIFIED:" + stamp);
        IcsText.set(lines, "DTSTART", line("DTSTART", item.start()));
        IcsText.set(lines, "DURATION", "");
        IcsText.set(lines, "DTEND", line("DTEND", item.end()));
        IcsText.set(lines, "RRULE", item.isSeries() ? "RRULE:" + item.rule() : "");
        IcsText.set(lines, "EXDATE", "");
        item.excluded().forEach(date -> lines.add(line("EXDATE", date)));
        text(lines, "SUMMARY", item.texts().title());
        text(lines, "DESCRIPTION", item.texts().description());
        text(lines, "LOCATION", item.texts().location());
        IcsText.set(lines, "STATUS", item.cancelled() ? "STATUS:CANCELLED" : "");
    }

    private static void text(List<String> lines, String name, String value) {
        IcsText.set(lines, name, value.isEmpty() ? "" : name + ":" + IcsText.escaped(value));
    }

    static String line(String name, EventTime time) {
        return time.fold(
                day -> name + ";VALUE=DATE:" + day.date().format(DateTimeFormatter.BASIC_ISO_DATE),
                zoned -> zoned.time().getZone() instanceof ZoneOffset
                        ? name + ":"
                                + zoned.time()
                                        .withZoneSameInstant(ZoneOffset.UTC)
                                        .format(IcsItems.LOCAL) + "Z"
                        : name + ";TZID=" + zoned.time().getZone().getId() + ":"
                                + zoned.time().format(IcsItems.LOCAL),
                floating -> name + ":" + floating.time().format(IcsItems.LOCAL));
    }

    /** For the trace. */
    @Override
    public String toString() {
        return List.of(keepsUnknown ? "keeps X-lines" : "drops X-lines", excludes ? "excludes" : "cancels").stream()
                .collect(Collectors.joining(", "));
    }
}
