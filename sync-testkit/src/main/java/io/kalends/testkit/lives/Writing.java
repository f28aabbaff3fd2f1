package io.kalends.testkit.lives;

import io.kalends.calendar.EventTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Events are made, say something else, and are deleted. */
final class Writing {

    private static final ZoneId ELSEWHERE = ZoneId.of("America/New_York");

    private Writing() {}

    static Optional<Desk.Done> event(Desk desk) {
        return write(desk, "");
    }

    static Optional<Desk.Done> series(Desk desk) {
        return write(desk, "series");
    }

    private static Optional<Desk.Done> write(Desk desk, String what) {
        Pen pen = desk.pen();
        EventTime start = start(desk);
        EventTime end = end(pen, start);
        String rule = what.isEmpty() ? "" : rule(pen, DayView.local(start).toLocalDate());
        String description = pen.once(3) ? "about " + pen.word() + "; and, so" : "";
        Texts texts = new Texts(pen.word() + (what.isEmpty() ? " event" : " series"), description, "");
        desk.side().insert(Item.of(texts, start, end, rule));
        return Optional.of(new Desk.Done(
                "", "writes " + texts.title() + " on " + start.text() + (rule.isEmpty() ? "" : ", " + rule)));
    }

    private static EventTime start(Desk desk) {
        Pen pen = desk.pen();
        LocalDate day = desk.today().plusDays(pen.below(20));
        LocalDateTime time = day.atTime(LocalTime.of(6 + pen.below(17), pen.below(12) * 5));
        return switch (pen.below(8)) {
            case 0, 1 -> EventTime.allDay(day);
            case 2 -> EventTime.zoned(time, ELSEWHERE);
            case 3 -> desk.side().holdsFloating() ? EventTime.floating(time) : EventTime.zoned(time, desk.zone());
            default -> EventTime.zoned(time, desk.zone());
        };
    }

    static EventTime end(Pen pen, EventTime start) {
        LocalDateTime local = DayView.local(start);
        return start.isAllDay()
                ? EventTime.allDay(local.toLocalDate().plusDays(1 + pen.below(2)))
                : DayView.like(start, local.plusMinutes(30 + 15L * pen.below(6)));
    }

    /** A rule that its start fits. */
    static String rule(Pen pen, LocalDate start) {
        String end = pen.once(3) ? ";COUNT=" + (4 + pen.below(20)) : "";
        DayOfWeek day = start.getDayOfWeek();
        return switch (pen.below(5)) {
            case 0 -> "FREQ=DAILY;COUNT=" + (5 + pen.below(30));
            case 1 -> "FREQ=WEEKLY;BYDAY=" + name(day) + "," + name(day.plus(2)) + end;
            case 2 ->
                start.getDayOfMonth() <= 28 ? "FREQ=MONTHLY;BYMONTHDAY=" + start.getDayOfMonth() : "FREQ=WEEKLY" + end;
            default -> "FREQ=WEEKLY;BYDAY=" + name(day) + end;
        };
    }

    static String name(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    static Optional<Desk.Done> retitle(Desk desk) {
        return texts(desk, item -> item.texts().title(desk.pen().word() + kind(item)), "titles");
    }

    private static String kind(Item item) {
        return item.isOccurrence() ? " occurrence" : item.isSeries() ? " series" : " event";
    }

    static Optional<Desk.Done> describe(Desk desk) {
        return texts(desk, item -> item.texts().description("says " + desk.pen().word() + ", twice; so"), "describes");
    }

    static Optional<Desk.Done> locate(Desk desk) {
        return texts(desk, item -> item.texts().location("room " + desk.pen().word()), "locates");
    }

    /** Makes an event private, which a filter may keep where it is, or no longer. */
    static Optional<Desk.Done> hideOrShare(Desk desk) {
        return texts(
                desk,
                item -> {
                    String title = item.texts().title();
                    return item.texts()
                            .title(
                                    title.startsWith(Stage.PRIVATE)
                                            ? title.substring(Stage.PRIVATE.length())
                                            : Stage.PRIVATE + title);
                },
                "hides or shares");
    }

    static Optional<Desk.Done> clear(Desk desk) {
        return desk.pick(item -> !item.texts().description().isEmpty()
                        || !item.texts().location().isEmpty())
                .map(item -> change(
                        desk,
                        item,
                        item.texts(
                                item.texts().description().isEmpty()
                                        ? item.texts().location("")
                                        : item.texts().description("")),
                        "clears the text of"));
    }

    /** How somebody changes texts. */
    private interface Change {
        Texts of(Item item);
    }

    private static Optional<Desk.Done> texts(Desk desk, Change change, String verb) {
        return desk.pick(item -> true).map(item -> change(desk, item, item.texts(change.of(item)), verb));
    }

    static Desk.Done change(Desk desk, Item before, Item after, String verb) {
        Desk.Done done = desk.done(before, verb + " " + before.texts().title() + said(before, after));
        desk.side().change(before, after);
        return done;
    }

    private static String said(Item before, Item after) {
        StringBuilder said = new StringBuilder();
        EventTime original = before.original();
        if (original != null) {
            said.append(" of ").append(original.text());
        }
        if (!before.texts().equals(after.texts())) {
            said.append(": ")
                    .append(List.of(
                            after.texts().title(),
                            after.texts().description(),
                            after.texts().location()));
        }
        if (!before.start().equals(after.start()) || !before.end().equals(after.end())) {
            said.append(" → ")
                    .append(after.start().text())
                    .append(" to ")
                    .append(after.end().text());
        }
        if (!before.rule().equals(after.rule())) {
            said.append(" → ").append(after.rule());
        }
        return said.toString();
    }

    static Optional<Desk.Done> delete(Desk desk) {
        return desk.pick(item -> !item.isOccurrence()).map(item -> {
            Desk.Done done = desk.done(item, "deletes " + item.texts().title());
            desk.side().remove(item);
            return done;
        });
    }
}
