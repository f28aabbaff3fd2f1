package io.kalends.testkit.lives;

import io.kalends.calendar.EventTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One occurrence of a series is changed, called off, or falls back to its series. */
final class Occurring {

    private Occurring() {}

    static Optional<Desk.Done> edit(Desk desk) {
        return one(
                desk,
                item -> item.texts(item.texts().title(desk.pen().word() + " occurrence")),
                "titles the occurrence of");
    }

    static Optional<Desk.Done> shift(Desk desk) {
        int minutes = 15 * (1 + desk.pen().below(8));
        boolean titled = desk.pen().once(2);
        return one(
                desk,
                item -> {
                    Item shifted = item.start().isAllDay() ? days(item, 1) : minutes(item, minutes);
                    return titled ? shifted.texts(item.texts().title(desk.pen().word() + " occurrence")) : shifted;
                },
                "shifts the occurrence of");
    }

    static Optional<Desk.Done> allDay(Desk desk) {
        return one(
                desk,
                item -> {
                    LocalDateTime local = DayView.local(item.start());
                    return item.start().isAllDay()
                            ? item
                            : item.at(
                                    EventTime.allDay(local.toLocalDate()),
                                    EventTime.allDay(local.toLocalDate().plusDays(1)));
                },
                "makes a whole day of the occurrence of");
    }

    static Optional<Desk.Done> cancel(Desk desk) {
        return one(desk, item -> item.cancelled(true), "calls off the occurrence of");
    }

    static Optional<Desk.Done> reset(Desk desk) {
        return desk.pick(Item::isOccurrence).map(item -> {
            Desk.Done done = desk.done(item, "resets " + item.texts().title());
            desk.side().remove(item);
            return done;
        });
    }

    private static Optional<Desk.Done> one(Desk desk, UnaryOperator<Item> change, String verb) {
        Optional<Item> apart = desk.pen().once(3) ? desk.pick(Item::isOccurrence) : Optional.empty();
        return apart.or(() -> desk.pick(Item::isSeries)
                        .flatMap(series -> desk.date(series).map(date -> virtual(series, date))))
                .flatMap(item -> {
                    Item after = change.apply(item);
                    return after.equals(item) ? Optional.empty() : Optional.of(Writing.change(desk, item, after, verb));
                });
    }

    /** An occurrence as its series gives it. */
    static Item virtual(Item series, EventTime date) {
        LocalDateTime first = DayView.local(series.start());
        LocalDateTime at = DayView.local(date);
        EventTime end = DayView.like(series.end(), DayView.local(series.end()).plus(Duration.between(first, at)));
        return series.occurrence(series.handle(), date).handle("").at(date, end);
    }

    static Item minutes(Item item, long by) {
        return item.at(minutes(item.start(), by), minutes(item.end(), by));
    }

    static EventTime minutes(EventTime time, long by) {
        return DayView.like(time, DayView.local(time).plusMinutes(by));
    }

    static Item days(Item item, long by) {
        return minutes(item, by * 24 * 60);
    }
}
