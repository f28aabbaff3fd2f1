package io.kalends.testkit.lives;

import java.util.Optional;

/** What people do on every side. */
enum Deed {
    WRITE(10),
    WRITE_SERIES(8),
    RETITLE(6),
    DESCRIBE(4),
    CLEAR(3),
    LOCATE(3),
    HIDE_OR_SHARE(2),
    DELETE(5),
    SHIFT(4),
    MAKE_DAYS(2),
    EDIT_OCCURRENCE(9),
    SHIFT_OCCURRENCE(4),
    OCCURRENCE_ALL_DAY(2),
    CANCEL_OCCURRENCE(6),
    RESET_OCCURRENCE(2),
    MOVE_SERIES(3),
    MOVE_SERIES_WITH_ALL(4),
    SPLIT(3),
    CHANGE_RULE(3),
    OVERHAUL(3),
    SWAP_TIMES(1),
    HABIT(14);

    private final int weight;

    Deed(int weight) {
        this.weight = weight;
    }

    /** How often it is done, beside the others. */
    int weight() {
        return weight;
    }

    /** Does it; empty if there is nothing to do it to. */
    Optional<Desk.Done> play(Desk desk) {
        return switch (this) {
            case WRITE -> Writing.event(desk);
            case WRITE_SERIES -> Writing.series(desk);
            case RETITLE -> Writing.retitle(desk);
            case DESCRIBE -> Writing.describe(desk);
            case CLEAR -> Writing.clear(desk);
            case LOCATE -> Writing.locate(desk);
            case HIDE_OR_SHARE -> Writing.hideOrShare(desk);
            case DELETE -> Writing.delete(desk);
            case SHIFT -> Scheduling.shift(desk);
            case MAKE_DAYS -> Scheduling.makeDays(desk);
            case EDIT_OCCURRENCE -> Occurring.edit(desk);
            case SHIFT_OCCURRENCE -> Occurring.shift(desk);
            case OCCURRENCE_ALL_DAY -> Occurring.allDay(desk);
            case CANCEL_OCCURRENCE -> Occurring.cancel(desk);
            case RESET_OCCURRENCE -> Occurring.reset(desk);
            case MOVE_SERIES -> Scheduling.moveAlone(desk);
            case MOVE_SERIES_WITH_ALL -> Scheduling.moveWithAll(desk);
            case SPLIT -> Scheduling.split(desk);
            case CHANGE_RULE -> Scheduling.changeRule(desk);
            case OVERHAUL -> Scheduling.overhaul(desk);
            case SWAP_TIMES -> Scheduling.swapTimes(desk);
            case HABIT -> Habits.play(desk);
        };
    }
}
