package io.kalends.testkit.lives;

import io.kalends.calendar.EventTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where somebody sits at a side to do one deed.
 *
 * @param side the side
 * @param pen what it is done with
 * @param today the day
 * @param zone of everybody here
 * @param ledger what is known of the words that stand there
 * @param days how series are seen
 */
record Desk(LifeSide side, Pen pen, LocalDate today, ZoneId zone, Ledger ledger, DayView days) {

    /**
     * What was done.
     *
     * @param family what it was done to; empty for something new
     * @param said for the trace
     * @param recasts whether it is another record after it, or several
     */
    record Done(String family, String said, boolean recasts) {

        Done(String family, String said) {
            this(family, said, false);
        }

        Done recasting() {
            return new Done(family, said, true);
        }
    }

    Optional<Item> pick(Predicate<Item> which) {
        List<Item> all = side.items();
        return pen.pick(
                all.stream()
                        .filter(item -> !item.cancelled() && which.test(item))
                        .toList(),
                item -> name(item, all));
    }

    /** Of all that stands there, what this names stays the same when others come and go. */
    private String name(Item item, List<Item> all) {
        EventTime original = item.original();
        return ledger.familyOf(item, all) + (original == null ? "" : days.key(original));
    }

    Done done(Item item, String said) {
        return new Done(ledger.familyOf(item, side.items()), said);
    }

    /** What stands apart from a series, cancelled occurrences included. */
    List<Item> apartFrom(Item series) {
        return side.items().stream()
                .filter(item -> item.isOccurrence() && series.handle().equals(item.series()))
                .toList();
    }

    /** A date of a series that stands there by its rule, soon. */
    Optional<EventTime> date(Item series) {
        List<EventTime> soon = days.starts(series, side.items()).stream()
                .filter(start -> !DayView.local(start).toLocalDate().isBefore(today))
                .limit(12)
                .toList();
        return pen.pick(soon, days::key);
    }
}
