package io.kalends.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One recurrence rule, taken apart (RFC 5545 section 3.3.10). Two rules that differ only in the order of parts, the order
 * of listed values, case or an {@code INTERVAL=1} are equal.
 *
 * @param parts by upper-case name, in the one order in which they are written
 */
public record RecurrenceRule(Map<String, String> parts) {

    /** How often a rule repeats, before its interval. */
    public enum Frequency {
        SECONDLY,
        MINUTELY,
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** Years have four digits (RFC 5545 section 3.3.4). */
    private static final LocalDateTime FIRST_MOMENT = LocalDateTime.of(0, 1, 1, 0, 0);

    private static final LocalDateTime LAST_MOMENT = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    /**
     * Brings the parts to their one spelling and order.
     *
     * @throws IllegalArgumentException if FREQ is missing, a part is unknown, given twice or malformed, or COUNT stands
     *     beside UNTIL (who reads a foreign rule drops the later end first); the message never holds the rule
     */
    public RecurrenceRule {
        EnumMap<RulePart, String> ordered = new EnumMap<>(RulePart.class);
        parts.forEach((name, value) -> {
            RulePart part = RulePart.named(name.strip().toUpperCase(Locale.ROOT));
            String canonical = part.canonical(value.strip().toUpperCase(Locale.ROOT));
            if (ordered.put(part, canonical) != null) {
                throw new IllegalArgumentException("a recurrence rule gives " + part + " twice");
            }
        });
        if (!ordered.containsKey(RulePart.FREQ)) {
            throw new IllegalArgumentException("a recurrence rule has no FREQ part");
        }
        frequency(ordered.get(RulePart.FREQ));
        if (ordered.containsKey(RulePart.COUNT) && ordered.containsKey(RulePart.UNTIL)) {
            throw new IllegalArgumentException("a recurrence rule has both COUNT and UNTIL; keep the earlier end");
        }
        ordered.remove(RulePart.INTERVAL, "1");
        LinkedHashMap<String, String> byName = new LinkedHashMap<>();
        ordered.forEach((part, value) -> byName.put(part.name(), value));
        parts = Collections.unmodifiableMap(byName);
    }

    /**
     * Reads a rule with or without {@code RRULE:} before it.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static RecurrenceRule parse(String text) {
        String rule = text.strip();
        if (rule.regionMatches(true, 0, "RRULE:", 0, 6)) {
            rule = rule.substring(6);
        }
        LinkedHashMap<String, String> parts = new LinkedHashMap<>();
        for (String part : rule.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a recurrence rule has a part without '='");
            }
            String name = part.substring(0, equals).strip().toUpperCase(Locale.ROOT);
            if (parts.put(name, part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("a recurrence rule gives the same part twice");
            }
        }
        return new RecurrenceRule(parts);
    }

    /** The rule's text, without {@code RRULE:}. */
    public String text() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
    }

    /** A part's value by its upper-case name. */
    public Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    public Frequency frequency() {
        return frequency(parts.getOrDefault("FREQ", ""));
    }

    /** How many periods lie between two repetitions; 1 unless given. */
    public int interval() {
        return part("INTERVAL").map(Integer::parseInt).orElse(1);
    }

    /** How many occurrences there are, the first included. */
    public Optional<Integer> count() {
        return part("COUNT").map(Integer::valueOf);
    }

    /** The last moment an occurrence may start at, inclusive: a day, a floating time, or an instant in UTC. */
    public Optional<EventTime> until() {
        return part("UNTIL").map(RecurrenceRule::time);
    }

    /**
     * The same rule with another end; a zoned time is written in UTC, and a COUNT is dropped. An end beyond the years 0000
     * to 9999, such as the end of 9999 west of UTC, becomes the last moment (or the first) that a rule can name.
     */
    public RecurrenceRule withUntil(EventTime until) {
        LinkedHashMap<String, String> changed = new LinkedHashMap<>(parts);
        changed.remove("COUNT");
        changed.put(
                "UNTIL",
                until.fold(
                        allDay -> nameable(allDay.date().atStartOfDay()).format(DateTimeFormatter.BASIC_ISO_DATE),
                        zoned -> nameable(LocalDateTime.ofInstant(zoned.time().toInstant(), ZoneOffset.UTC))
                                        .format(UNTIL)
                                + "Z",
                        floating -> nameable(floating.time()).format(UNTIL)));
        return new RecurrenceRule(changed);
    }

    private static LocalDateTime nameable(LocalDateTime end) {
        return end.isAfter(LAST_MOMENT) ? LAST_MOMENT : end.isBefore(FIRST_MOMENT) ? FIRST_MOMENT : end;
    }

    private static EventTime time(String until) {
        if (until.length() == 8) {
            return EventTime.allDay(LocalDate.parse(until, DateTimeFormatter.BASIC_ISO_DATE));
        }
        LocalDateTime local = LocalDateTime.parse(until.substring(0, 15), UNTIL);
        return until.endsWith("Z") ? EventTime.utc(local.toInstant(ZoneOffset.UTC)) : EventTime.floating(local);
    }

    private static Frequency frequency(String name) {
        for (Frequency frequency : Frequency.values()) {
            if (frequency.name().equals(name)) {
                return frequency;
            }
        }
        throw new IllegalArgumentException("a recurrence rule has an unknown FREQ");
    }

    /** How often it repeats; the rest is content. */
    @Override
    public String toString() {
        return "RecurrenceRule[" + frequency() + "]";
    }
}
