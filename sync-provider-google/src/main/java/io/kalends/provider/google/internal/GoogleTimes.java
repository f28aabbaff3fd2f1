package io.kalends.provider.google.internal;

import com.google.api.client.util.Data;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.EventDateTime;
import io.kalends.calendar.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Days and times as Google writes them. What has no zone, and a floating time, which Google does
 * not know, is in the given one.
 */
final class GoogleTimes {

    private static final DateTimeFormatter ICAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final long FIRST_OF_THE_LIBRARY = new DateTime("0001-01-01T00:00:00Z").getValue();
    private static final DateTimeFormatter ICAL_DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** What an event without length has at Google. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final ZoneId zone;

    GoogleTimes(ZoneId zone) {
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** @throws IllegalArgumentException if there is neither a day nor a time */
    EventTime read(EventDateTime time) {
        return read(time, zone);
    }

    /** An end, which may leave the zone to the start; of a day that ends as it begins, {@code null}. */
    @Nullable
    EventTime readEnd(EventDateTime end, EventTime start) {
        ZoneId ofStart = start.fold(day -> zone, zoned -> zoned.time().getZone(), floating -> zone);
        EventTime read = read(end, ofStart);
        return start.isAllDay() && start.equals(read) ? null : read;
    }

    private static EventTime read(EventDateTime time, ZoneId otherwise) {
        if (time.getDate() != null) {
            return EventTime.allDay(LocalDate.parse(text(time.getDate())));
        }
        if (time.getDateTime() == null) {
            throw new IllegalArgumentException("an event's time is neither a day nor a time");
        }
        ZoneId zone = Objects.requireNonNullElse(GoogleCalendars.zone(time.getTimeZone()), otherwise);
        return EventTime.zoned(OffsetDateTime.parse(text(time.getDateTime())).atZoneSameInstant(zone));
    }

    /** As it came. Google's library counts days before 1582 by the Julian calendar, and takes the year 0 for the year 1. */
    private static String text(DateTime time) {
        if (time.getValue() + Duration.ofMinutes(time.getTimeZoneShift()).toMillis() < FIRST_OF_THE_LIBRARY) {
            throw new IllegalArgumentException("a time before the year 1");
        }
        return time.toStringRfc3339();
    }

    EventDateTime write(EventTime time) {
        return time.fold(
                day -> new EventDateTime()
                        .setDate(written(day.date(), day.date().toString())),
                zoned -> write(zoned.time()),
                floating -> write(floating.time().atZone(zone)));
    }

    /** The same for a patch, which has to take back what the event had if it was of another kind. */
    EventDateTime replacing(EventTime time) {
        return replacing(write(time));
    }

    static EventDateTime replacing(EventDateTime time) {
        EventDateTime written = time.clone();
        return written.getDate() == null
                ? written.setDate(Data.NULL_DATE_TIME)
                : written.setDateTime(Data.NULL_DATE_TIME).setTimeZone(Data.NULL_STRING);
    }

    private static EventDateTime write(ZonedDateTime given) {
        ZonedDateTime time = held(given);
        ZoneOffset wholeMinutes = ZoneOffset.ofTotalSeconds(time.getOffset().getTotalSeconds() / 60 * 60);
        OffsetDateTime written = time.toOffsetDateTime().withOffsetSameInstant(wholeMinutes);
        return new EventDateTime()
                .setDateTime(written(written.toLocalDate(), WRITTEN.format(written)))
                .setTimeZone(name(time.getZone()));
    }

    /**
     * A day, or a time on it.
     *
     * @throws NotWritable if it has no form: RFC 3339 writes a year in four digits, and ten days of 1582 are unknown to
     *     Google's library
     */
    private static DateTime written(LocalDate day, String text) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new NotWritable("a start or an end outside the years 1 to 9999");
        }
        DateTime written = new DateTime(text);
        if (!written.toStringRfc3339().startsWith(day.toString())) {
            throw new NotWritable("a start or an end between two calendars");
        }
        return written;
    }

    /** What Google holds of a time: zones by their IANA names, and no floating time. */
    EventTime held(EventTime time) {
        return time.fold(
                day -> day,
                zoned -> EventTime.zoned(held(zoned.time())),
                floating -> EventTime.zoned(held(floating.time().atZone(zone))));
    }

    /**
     * What Google holds of an end: it refuses an empty time range, so what has no length gets the shortest one. A floating
     * time that the clocks of its zone skip moves forward, and takes its end along.
     */
    EventTime heldEnd(EventTime start, EventTime end) {
        Instant from = held(start).widestStart();
        EventTime to = held(end);
        if (to.widestStart().isAfter(from)) {
            return to;
        }
        Duration onTheWall = start instanceof EventTime.Floating first && end instanceof EventTime.Floating last
                ? Duration.between(first.time(), last.time())
                : Duration.ZERO;
        Instant later = from.plus(onTheWall.compareTo(SHORTEST) > 0 ? onTheWall : SHORTEST);
        return to.fold(
                day -> day, zoned -> EventTime.zoned(later.atZone(zoned.time().getZone())), floating -> floating);
    }

    /** Of the fixed offsets, IANA names those of whole hours from -12 to +14; a time in another becomes one in UTC. */
    private static ZonedDateTime held(ZonedDateTime time) {
        if (!(time.getZone().normalized() instanceof ZoneOffset offset)) {
            return time;
        }
        int seconds = offset.getTotalSeconds();
        boolean named = seconds % 3_600 == 0 && seconds >= -12 * 3_600 && seconds <= 14 * 3_600;
        return named ? time : time.withZoneSameInstant(ZoneOffset.UTC);
    }

    private static String name(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        int hours = offset.getTotalSeconds() / 3_600;
        // Etc names count westwards.
        return hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }

    /** An RDATE line with one date. */
    String extraDate(EventTime date) {
        return "RDATE" + dated(date);
    }

    /** An EXDATE line with one date. */
    String excludedDate(EventTime date) {
        return "EXDATE" + dated(date);
    }

    private String dated(EventTime date) {
        return date.fold(
                day -> ";VALUE=DATE:" + ICAL_DAY.format(day.date()),
                zoned -> dated(zoned.time()),
                floating -> dated(floating.time().atZone(zone)));
    }

    private static String dated(ZonedDateTime date) {
        return date.getZone().normalized() instanceof ZoneOffset
                ? ":" + ICAL.format(date.withZoneSameInstant(ZoneOffset.UTC)) + "Z"
                : ";TZID=" + date.getZone().getId() + ":" + ICAL.format(date);
    }

    /** A date that names an occurrence, in the form of the start of its series: a day, or a time in its zone. */
    EventTime likeStart(EventTime date, EventTime start) {
        return start.fold(
                day -> EventTime.allDay(date.fold(
                        same -> same.date(),
                        zoned -> zoned.time().withZoneSameInstant(zone).toLocalDate(),
                        floating -> floating.time().toLocalDate())),
                zoned -> EventTime.zoned(date.fold(
                        day -> day.date()
                                .atTime(zoned.time().toLocalTime())
                                .atZone(zoned.time().getZone()),
                        same -> same.time().withZoneSameInstant(zoned.time().getZone()),
                        floating -> floating.time().atZone(zoned.time().getZone()))),
                floating -> date);
    }

    /**
     * A date of an RDATE or EXDATE line.
     *
     * @param zone the line's TZID, or the zone of its series
     */
    EventTime extraDate(String text, ZoneId zone) {
        if (text.length() == 8) {
            return EventTime.allDay(LocalDate.parse(text, ICAL_DAY));
        }
        LocalDateTime time = LocalDateTime.parse(text.replace("Z", ""), ICAL);
        return EventTime.zoned(
                text.endsWith("Z") ? time.atZone(ZoneOffset.UTC).withZoneSameInstant(zone) : time.atZone(zone));
    }
}
