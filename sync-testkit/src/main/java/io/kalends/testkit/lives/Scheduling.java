package io.kalends.testkit.lives;

import io.kalends.calendar.EventTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Events and series are moved, repeat otherwise, and are split. */
final class Scheduling {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private Scheduling() {}

    static Optional<Desk.Done> shift(Desk desk) {
        int by = desk.pen().once(3) ? 1440 : 15 * (1 + desk.pen().below(8));
        return desk.pick(item -> !item.isOccurrence() && !item.isSeries())
                .map(item -> Writing.change(
                        desk, item, Occurring.minutes(item, item.start().isAllDay() ? 1440 : by), "shifts"));
    }

    /** A single event becomes one of whole days, or gets a time. */
    static Optional<Desk.Done> makeDays(Desk desk) {
        return desk.pick(item -> !item.isOccurrence() && !item.isSeries()).map(item -> {
            LocalDate day = DayView.local(item.start()).toLocalDate();
            LocalDateTime time = day.atTime(9 + desk.pen().below(8), 10);
            Item after = item.start().isAllDay()
                    ? item.at(EventTime.zoned(time, desk.zone()), EventTime.zoned(time.plusHours(1), desk.zone()))
                    : item.at(EventTime.allDay(day), EventTime.allDay(day.plusDays(1)));
            return Writing.change(desk, item, after, "turns");
        });
    }

    static Optional<Desk.Done> moveAlone(Desk desk) {
        return desk.pick(Item::isSeries)
                .map(series -> Writing.change(desk, series, moved(desk.pen(), series), "moves the series alone"));
    }

    static Optional<Desk.Done> moveWithAll(Desk desk) {
        return desk.pick(Item::isSeries).map(series -> {
            Item after = moved(desk.pen(), series);
            long by = java.time.Duration.between(DayView.local(series.start()), DayView.local(after.start()))
                    .toMinutes();
            List<Item> apart = desk.apartFrom(series);
            Desk.Done done = Writing.change(
                    desk,
                    series,
                    after.excluding(series.excluded().stream()
                            .map(date -> Occurring.minutes(date, by))
                            .toList()),
                    "moves the series with all");
            for (Item one : apart) {
                one = now(desk, one);
                EventTime original = one.original();
                if (original != null) {
                    desk.side()
                            .rename(
                                    one,
                                    Occurring.minutes(one, by)
                                            .occurrence(handle(desk, done.family()), Occurring.minutes(original, by)));
                }
            }
            return done;
        });
    }

    /** The same occurrence by the handle that it has now. */
    private static Item now(Desk desk, Item before) {
        return desk.side().items().stream()
                .filter(item -> item.isOccurrence()
                        && item.texts().equals(before.texts())
                        && item.start().equals(before.start())
                        && java.util.Objects.equals(item.original(), before.original()))
                .findFirst()
                .orElse(before);
    }

    private static String handle(Desk desk, String family) {
        List<Item> all = desk.side().items();
        return all.stream()
                .filter(item ->
                        item.isSeries() && desk.ledger().familyOf(item, all).equals(family))
                .map(Item::handle)
                .findFirst()
                .orElse("");
    }

    private static Item moved(Pen pen, Item series) {
        if (series.start().isAllDay() || pen.once(3)) {
            int days = series.rule().contains("BYMONTHDAY") || series.rule().contains("UNTIL") ? 7 : 1 + pen.below(7);
            return ofDay(Occurring.days(series, days), series);
        }
        return Occurring.minutes(series, sameDay(series, 15L * (1 + pen.below(8))));
    }

    /** A move that stays within the day of the start. */
    private static long sameDay(Item series, long minutes) {
        LocalDateTime start = DayView.local(series.start());
        boolean stays = start.plusMinutes(minutes).toLocalDate().equals(start.toLocalDate());
        return stays ? minutes : -minutes;
    }

    /** A series that was moved to another day repeats on that day. */
    private static Item ofDay(Item moved, Item before) {
        LocalDate from = DayView.local(before.start()).toLocalDate();
        LocalDate to = DayView.local(moved.start()).toLocalDate();
        String rule = moved.rule();
        if (rule.contains("BYDAY=")) {
            int by = (int) (to.toEpochDay() - from.toEpochDay());
            String days = rule.replaceAll(".*BYDAY=([A-Z,]+).*", "$1");
            String others = List.of(days.split(",", -1)).stream()
                    .map(day -> Writing.name(day(day).plus(by)))
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow();
            return moved.repeating(rule.replace("BYDAY=" + days, "BYDAY=" + others));
        }
        return moved.repeating(rule.replaceAll("BYMONTHDAY=\\d+", "BYMONTHDAY=" + to.getDayOfMonth()));
    }

    private static DayOfWeek day(String name) {
        return List.of(DayOfWeek.values()).stream()
                .filter(day -> Writing.name(day).equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Desk.Done> changeRule(Desk desk) {
        return desk.pick(Item::isSeries)
                .map(series -> Writing.change(desk, series, otherRule(desk, series), "repeats"));
    }

    private static Item otherRule(Desk desk, Item series) {
        return series.repeating(
                Writing.rule(desk.pen(), DayView.local(series.start()).toLocalDate()));
    }

    /** One save changes the rule, clears the description and sets an occurrence apart. */
    static Optional<Desk.Done> overhaul(Desk desk) {
        return desk.pick(Item::isSeries).flatMap(series -> {
            String family = desk.ledger().familyOf(series, List.of());
            Desk.Done done = Writing.change(
                    desk, series, otherRule(desk, series).texts(series.texts().description("")), "overhauls");
            Optional<Item> after = desk.pick(item ->
                    item.isSeries() && desk.ledger().familyOf(item, List.of()).equals(family));
            after.flatMap(one -> desk.date(one).map(date -> Occurring.virtual(one, date)))
                    .ifPresent(one -> desk.side()
                            .change(one, one.texts(one.texts().title(desk.pen().word() + " occurrence"))));
            return Optional.of(done);
        });
    }

    /** This and following: the series ends, and another goes on with what stands apart from then on. */
    static Optional<Desk.Done> split(Desk desk) {
        return desk.pick(Item::isSeries).flatMap(series -> {
            Optional<EventTime> from = desk.date(series).filter(date -> !date.equals(series.start()));
            return from.map(date -> splitAt(desk, series, date));
        });
    }

    private static Desk.Done splitAt(Desk desk, Item series, EventTime date) {
        List<Item> later = desk.apartFrom(series).stream()
                .filter(item -> isFrom(desk, item.original(), date))
                .toList();
        List<EventTime> excluded = series.excluded().stream()
                .filter(one -> isFrom(desk, one, date))
                .toList();
        String endless = series.rule().replaceAll(";?(COUNT|UNTIL)=[^;]*", "");
        Item rest = Occurring.virtual(series, date);
        Item following = Item.of(series.texts(), rest.start(), rest.end(), fitting(endless, rest.start()))
                .excluding(excluded);
        Desk.Done done = Writing.change(
                desk, series, series.repeating(endless + ";UNTIL=" + before(date)), "splits " + date.text() + " off");
        String handle = desk.side().insert(following);
        for (Item one : later) {
            one = now(desk, one);
            EventTime original = one.original();
            if (original != null) {
                desk.side().rename(one, one.occurrence(handle, original));
                handle = desk.side().items().stream()
                        .filter(item -> item.isSeries()
                                && item.start().equals(following.start())
                                && item.texts().equals(following.texts()))
                        .map(Item::handle)
                        .findFirst()
                        .orElse(handle);
            }
        }
        return done.recasting();
    }

    /** A monthly rule stays; a weekly one begins on any of its days. */
    private static String fitting(String rule, EventTime start) {
        return start.isAllDay() && rule.isEmpty() ? "FREQ=WEEKLY" : rule;
    }

    private static boolean isFrom(Desk desk, @org.jspecify.annotations.Nullable EventTime one, EventTime date) {
        return one != null && !desk.days().instant(one).isBefore(desk.days().instant(date));
    }

    private static String before(EventTime date) {
        return date.fold(
                day -> day.date().minusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE),
                zoned -> zoned.time()
                        .minusSeconds(1)
                        .withZoneSameInstant(ZoneOffset.UTC)
                        .format(UTC),
                floating -> floating.time().minusSeconds(1).format(LOCAL));
    }

    static Optional<Desk.Done> swapTimes(Desk desk) {
        UnaryOperator<Item> none = UnaryOperator.identity();
        List<Item> singles = desk.side().items().stream()
                .filter(item -> !item.isOccurrence() && !item.isSeries() && !item.cancelled())
                .map(none)
                .toList();
        if (singles.size() < 2) {
            return Optional.empty();
        }
        Item one = singles.get(0);
        Item other = singles.get(1);
        Desk.Done done = Writing.change(desk, one, one.at(other.start(), other.end()), "swaps the times of");
        String title = other.texts().title();
        desk.pick(item -> item.texts().title().equals(title) && !item.isOccurrence())
                .ifPresent(item -> desk.side().change(item, item.at(one.start(), one.end())));
        return Optional.of(done);
    }
}
