package io.kalends.testkit.lives;

import java.util.List;

/**
 * What stands on each side in peace.
 *
 * @param stand of each side
 * @param views of each side, what was made twice by somebody shown once
 */
record Peace(
        Stage stage, Ledger ledger, DayView days, Astray astray, List<List<Item>> stand, List<List<DayEntry>> views) {

    static Peace of(Stage stage, Ledger ledger, DayView days, Astray astray) {
        List<List<Item>> stand = stage.sides.stream().map(LifeSide::items).toList();
        return new Peace(
                stage,
                ledger,
                days,
                astray,
                stand,
                stand.stream().map(days::of).map(ledger::once).toList());
    }

    boolean isAnyOffSchedule() {
        return stand.stream().anyMatch(items -> items.stream().anyMatch(item -> days.isOffSchedule(item, items)));
    }
}
