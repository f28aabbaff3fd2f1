package io.kalends.calendar;

import io.kalends.calendar.zone.ZoneAliases;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes and reads the text forms of an {@link EventTime}. */
final class EventTimeText {

    /** Where a day begins first. */
    static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    /** Where a day begins last. */
    static final ZoneOffset LATEST = ZoneOffset.ofHours(-12);

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern FORM = Pattern.compile(
            "([+-]?\\d{4,9}-\\d\\d-\\d\\d)(T\\d\\d:\\d\\d:\\d\\d)?(Z|[+-]\\d\\d:[0-9:]+)?(?:\\[(.+)])?");

    private EventTimeText() {}

    static String text(EventTime time) {
        return time.fold(
                allDay -> allDay.date().toString(),
                zoned -> text(zoned.time()),
                floating -> LOCAL.format(floating.time()));
    }

    private static String text(ZonedDateTime time) {
        String fixed = LOCAL.format(time) + time.getOffset().getId();
        return time.getZone() instanceof ZoneOffset
                ? fixed
                : fixed + "[" + time.getZone().getId() + "]";
    }

    static String canonical(EventTime time) {
        return time.fold(EventTime::text, zoned -> canonical(zoned.time()), EventTime::text);
    }

    private static String canonical(ZonedDateTime time) {
        ZoneId zone = time.getZone().normalized();
        if (zone instanceof ZoneOffset) {
            return text(time.withZoneSameInstant(zone));
        }
        List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(time.toLocalDateTime());
        boolean second = offsets.size() > 1 && !offsets.get(0).equals(time.getOffset());
        return LOCAL.format(time) + (second ? time.getOffset().getId() : "") + "[" + ZoneAliases.presentName(zone)
                + "]";
    }

    static EventTime parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || (form.group(2) == null && (form.group(3) != null || form.group(4) != null))) {
            throw malformed();
        }
        try {
            if (form.group(2) == null) {
                return EventTime.allDay(LocalDate.parse(form.group(1)));
            }
            LocalDateTime local = LocalDateTime.parse(form.group(1) + form.group(2), LOCAL);
            if (form.group(3) == null && form.group(4) == null) {
                return EventTime.floating(local);
            }
            return EventTime.zoned(zoned(local, form.group(3), form.group(4)));
        } catch (DateTimeException unreadable) {
            // The cause would quote the text.
            throw malformed();
        }
    }

    /** Keeps the wall time; an offset only tells the two readings of an overlap apart. */
    private static ZonedDateTime zoned(LocalDateTime local, @Nullable String offset, @Nullable String zone) {
        if (zone == null) {
            return local.atZone(ZoneOffset.of(offset == null ? "Z" : offset));
        }
        return ZonedDateTime.ofLocal(local, ZoneId.of(zone), offset == null ? null : ZoneOffset.of(offset));
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "not a time of an event; expected the form 2026-03-01, 2026-03-01T10:00:00, 2026-03-01T10:00:00Z or"
                        + " 2026-03-01T10:00:00+01:00[Europe/Berlin], with a zone this JVM knows");
    }
}
