package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * A start or an end: a day, a wall time in a zone, or a wall time of no zone (RFC 5545 section 3.3.5). Seconds are the
 * finest unit; finer ones are cut off.
 *
 * <p>Equality is exact: the spelling of a zone matters. Use {@link #canonical} to compare meanings and
 * {@link #occurrenceKey} to compare occurrences.
 */
public sealed interface EventTime {

    /** A day, wherever one is. */
    static EventTime allDay(LocalDate date) {
        return new AllDay(date);
    }

    /** A wall time in a zone. */
    static EventTime zoned(ZonedDateTime time) {
        return new Zoned(time);
    }

    /**
     * A wall time in a zone, as RFC 5545 reads it: in a gap it moves forward by the gap, in an overlap it is the first of
     * the two.
     */
    static EventTime zoned(LocalDateTime local, ZoneId zone) {
        return new Zoned(ZonedDateTime.of(local, zone));
    }

    /** An instant in UTC. */
    static EventTime utc(Instant instant) {
        return new Zoned(instant.atZone(ZoneOffset.UTC));
    }

    /** A wall time wherever one is. */
    static EventTime floating(LocalDateTime time) {
        return new Floating(time);
    }

    /**
     * Reads what {@link #text} wrote. A wall time is kept where the zone's offset has changed since.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    static EventTime parse(String text) {
        return EventTimeText.parse(text);
    }

    /** Calls the function for the variant at hand. */
    <T> T fold(Function<AllDay, T> allDay, Function<Zoned, T> zoned, Function<Floating, T> floating);

    /**
     * The text form: {@code 2026-03-01}, {@code 2026-03-01T10:00:00}, {@code 2026-03-01T10:00:00Z} or
     * {@code 2026-03-01T10:00:00+01:00[Europe/Berlin]}; the opposite of {@link #parse}.
     */
    default String text() {
        return EventTimeText.text(this);
    }

    /**
     * The form that is compared: as {@link #text}, but equal for every spelling of a zone, and without an offset unless
     * it tells the second reading of an overlap, so that new zone rules are no change.
     */
    default String canonical() {
        return EventTimeText.canonical(this);
    }

    /** What names an occurrence in its series: the instant in UTC, the day, or the floating time. */
    default String occurrenceKey() {
        return fold(AllDay::text, zoned -> utc(zoned.time().toInstant()).text(), Floating::text);
    }

    /** The earliest instant this can mean; days and floating times are read in UTC+14. */
    default Instant widestStart() {
        return fold(
                allDay -> allDay.date().atStartOfDay().toInstant(EventTimeText.EARLIEST),
                zoned -> zoned.time().toInstant(),
                floating -> floating.time().toInstant(EventTimeText.EARLIEST));
    }

    /** The latest instant this can mean, as a start or as an exclusive end; days and floating times are read in UTC-12. */
    default Instant widestEnd() {
        return fold(
                allDay -> allDay.date().atStartOfDay().toInstant(EventTimeText.LATEST),
                zoned -> zoned.time().toInstant(),
                floating -> floating.time().toInstant(EventTimeText.LATEST));
    }

    /** Whether both are days, both zoned or both floating. */
    default boolean sameKind(EventTime other) {
        return getClass() == other.getClass();
    }

    /**
     * The same date in the form of the start of its series (a day, a time in the start's zone, or a floating one), where a
     * foreign calendar gives it in another: a day gets the start's time of day, a time beside a day becomes its day.
     *
     * @param zone of the calendar: what an instant in UTC means as a day or a wall time, and a day beside instants
     */
    default EventTime like(EventTime start, ZoneId zone) {
        return EventTimeForms.like(this, start, zone);
    }

    default boolean isAllDay() {
        return this instanceof AllDay;
    }

    /** A day. */
    record AllDay(LocalDate date) implements EventTime {

        public AllDay {
            requireNonNull(date, "date");
        }

        @Override
        public <T> T fold(Function<AllDay, T> allDay, Function<Zoned, T> zoned, Function<Floating, T> floating) {
            return allDay.apply(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * A wall time in a zone.
     *
     * @param time its zone is kept as it was spelt; UTC is {@link ZoneOffset#UTC}
     */
    record Zoned(ZonedDateTime time) implements EventTime {

        public Zoned {
            time = time.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public <T> T fold(Function<AllDay, T> allDay, Function<Zoned, T> zoned, Function<Floating, T> floating) {
            return zoned.apply(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** A wall time without a zone. */
    record Floating(LocalDateTime time) implements EventTime {

        public Floating {
            time = time.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public <T> T fold(Function<AllDay, T> allDay, Function<Zoned, T> zoned, Function<Floating, T> floating) {
            return floating.apply(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
