package io.kalends.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCountTest {

    /** Every bound is checked against an expansion day by day, which is slow and plainly right. */
    @Property
    void isNeverTooEarly(
            @ForAll("rules") String rule,
            @ForAll @IntRange(min = 1, max = 12) int count,
            @ForAll @IntRange(min = 1, max = 4) int interval,
            @ForAll("days") LocalDate first) {
        RecurrenceRule parsed = RecurrenceRule.parse(rule + ";COUNT=" + count + ";INTERVAL=" + interval);
        EventTime start = EventTime.allDay(first);
        var bound = Recurrence.of(parsed.text()).lastStart(start);
        Assume.that(bound.isPresent());

        assertThat(bound.get())
                .isAfterOrEqualTo(EventTime.allDay(lastOf(parsed, first)).widestEnd());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=DAILY;COUNT=10 | 2026-03-11",
                "FREQ=DAILY;COUNT=10;INTERVAL=3 | 2026-03-29",
                "FREQ=WEEKLY;COUNT=3 | 2026-03-16",
                "FREQ=MONTHLY;COUNT=3;INTERVAL=2 | 2026-07-02",
                "FREQ=YEARLY;COUNT=2 | 2027-03-02",
            })
    void isCloseForAPlainRule(String rule, LocalDate last) {
        var bound = Recurrence.of(rule).lastStart(EventTime.parse("2026-03-02"));

        assertThat(bound).contains(EventTime.allDay(last.plusDays(1)).widestEnd());
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(0, 2000).map(LocalDate.of(2023, 1, 1)::plusDays);
    }

    @Provide
    Arbitrary<String> rules() {
        return Arbitraries.oneOf(
                Arbitraries.of("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"),
                Arbitraries.of("MO", "TU,SU", "MO,WE,FR").map("FREQ=WEEKLY;BYDAY="::concat),
                Arbitraries.of("1", "28", "-1", "-28", "31", "15,31").map("FREQ=MONTHLY;BYMONTHDAY="::concat),
                Arbitraries.of("1MO", "-1FR", "4SU", "5SU", "TU").map("FREQ=MONTHLY;BYDAY="::concat),
                Combinators.combine(
                                Arbitraries.of("2", "11", "1,6"),
                                Arbitraries.of("", ";BYMONTHDAY=28", ";BYDAY=-1SU", ";BYDAY=MO"))
                        .as((months, days) -> "FREQ=YEARLY;BYMONTH=" + months + days));
    }

    /** The last start, where the start counts only if the rule hits it: the reading that ends last. */
    private static LocalDate lastOf(RecurrenceRule rule, LocalDate first) {
        int left = rule.count().orElseThrow();
        LocalDate day = first.minusDays(1);
        while (left > 0) {
            day = day.plusDays(1);
            if (hits(rule, first, day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean hits(RecurrenceRule rule, LocalDate first, LocalDate day) {
        LocalDate monday = first.with(WeekFields.ISO.dayOfWeek(), 1);
        long period = switch (rule.frequency()) {
            case DAILY -> ChronoUnit.DAYS.between(first, day);
            case WEEKLY -> ChronoUnit.WEEKS.between(monday, day);
            case MONTHLY -> ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day);
            default -> ChronoUnit.YEARS.between(first.withDayOfYear(1), day);
        };
        return period % rule.interval() == 0 && hitsMonth(rule, first, day) && hitsDay(rule, first, day);
    }

    private static boolean hitsMonth(RecurrenceRule rule, LocalDate first, LocalDate day) {
        return rule.part("BYMONTH")
                .map(months -> split(months).contains(Integer.toString(day.getMonthValue())))
                .orElse(rule.frequency() != RecurrenceRule.Frequency.YEARLY || day.getMonth() == first.getMonth());
    }

    private static boolean hitsDay(RecurrenceRule rule, LocalDate first, LocalDate day) {
        String weekday = day.getDayOfWeek().name().substring(0, 2);
        int fromEnd = day.lengthOfMonth() - day.getDayOfMonth() + 1;
        if (rule.part("BYDAY").isPresent()) {
            Set<String> days = split(rule.part("BYDAY").get());
            return days.contains(weekday)
                    || days.contains((day.getDayOfMonth() + 6) / 7 + weekday)
                    || days.contains(-((fromEnd + 6) / 7) + weekday);
        }
        if (rule.part("BYMONTHDAY").isPresent()) {
            Set<String> days = split(rule.part("BYMONTHDAY").get());
            return days.contains(Integer.toString(day.getDayOfMonth())) || days.contains(Integer.toString(-fromEnd));
        }
        return switch (rule.frequency()) {
            case DAILY -> true;
            case WEEKLY -> day.getDayOfWeek() == first.getDayOfWeek();
            default -> day.getDayOfMonth() == first.getDayOfMonth();
        };
    }

    private static Set<String> split(String values) {
        return Set.copyOf(Arrays.asList(values.split(",")));
    }
}
