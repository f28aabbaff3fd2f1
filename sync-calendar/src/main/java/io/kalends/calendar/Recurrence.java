package io.kalends.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a series repeats: the union of its start, its rules and its extra dates (RFC 5545 section 3.8.5). Excluded dates are
 * not here: a cancelled occurrence is a record of its own with {@link EventStatus#CANCELLED}.
 *
 * @param rules texts of RRULEs without the prefix, each in the one spelling of {@link RecurrenceRule#text}, in order
 * @param extraDates starts beside the rules, in order
 */
public record Recurrence(List<String> rules, List<EventTime> extraDates) {

    /** An event that does not repeat. */
    public static final Recurrence NONE = new Recurrence(List.of(), List.of());

    /**
     * Brings rules and dates to their order.
     *
     * @throws IllegalArgumentException if a rule is malformed ({@link RecurrenceRule#parse}); the message never holds the rule
     */
    public Recurrence {
        rules = rules.stream()
                .map(rule -> RecurrenceRule.parse(rule).text())
                .distinct()
                .sorted()
                .toList();
        extraDates = extraDates.stream()
                .distinct()
                .sorted(Comparator.comparing(EventTime::widestStart).thenComparing(EventTime::text))
                .toList();
    }

    /** A recurrence by rules alone. */
    public static Recurrence of(String... rules) {
        return new Recurrence(List.of(rules), List.of());
    }

    public boolean isNone() {
        return rules.isEmpty() && extraDates.isEmpty();
    }

    /** The rules, taken apart. */
    public List<RecurrenceRule> parsedRules() {
        return rules.stream().map(RecurrenceRule::parse).toList();
    }

    /** Whether a rule repeats every second or minute, which nobody means and which is costly to expand. */
    public boolean repeatsWithinTheHour() {
        return parsedRules().stream().anyMatch(rule -> rule.frequency().compareTo(RecurrenceRule.Frequency.HOURLY) < 0);
    }

    /**
     * A bound of the last occurrence's start, never too early; empty for a series without an end and for one whose end
     * takes expansion to tell.
     */
    public Optional<Instant> lastStart(EventTime start) {
        return RuleBound.lastStart(this, start);
    }

    /**
     * The same recurrence with every UNTIL in the form that RFC 5545 asks for beside this start: a day for a day, a
     * floating time for a floating one, else an instant; a day ends at its last second in the start's zone.
     */
    public Recurrence endingLike(EventTime start) {
        return endingLike(start, ZoneOffset.UTC);
    }

    /**
     * The same, of a calendar whose zone says which day an instant is beside a start without a zone, and where a day lies
     * beside a start in UTC.
     */
    public Recurrence endingLike(EventTime start, ZoneId zone) {
        if (rules.isEmpty()) {
            return this;
        }
        return new Recurrence(
                parsedRules().stream()
                        .map(rule -> rule.until()
                                .map(until -> rule.withUntil(EventTimeForms.untilLike(until, start, zone)))
                                .orElse(rule)
                                .text())
                        .toList(),
                extraDates);
    }

    /** How many rules and dates; what they are is content. */
    @Override
    public String toString() {
        return "Recurrence[rules=" + rules.size() + ", extraDates=" + extraDates.size() + "]";
    }
}
