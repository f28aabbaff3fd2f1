package io.kalends.testkit.lives;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Families of which no side owes the whole: something of them lies outside, or was lost with the store. */
final class Astray {

    private final Stage stage;
    private final Ledger ledger;
    private final DayView days;

    /** Families of which a record lay outside a window or the filter since the last peace, and the parked ones. */
    private final Set<String> strayed = new HashSet<>();

    /** Families of which something was deleted that the lost store had not heard of: nobody knows whether it was. */
    private final Set<String> parked = new HashSet<>();

    private boolean forgetful;

    Astray(Stage stage, Ledger ledger, DayView days) {
        this.stage = stage;
        this.ledger = ledger;
        this.days = days;
    }

    Set<String> families() {
        return strayed;
    }

    boolean has(String family) {
        return strayed.contains(family);
    }

    boolean isAnyParked() {
        return !parked.isEmpty();
    }

    /** Whether the store was lost since the last peace. */
    boolean isForgetful() {
        return forgetful;
    }

    /** What was not synced yet is not known to be new. */
    void storeIsLost() {
        forgetful = true;
    }

    /** Notes what lies outside. */
    void look() {
        if (stage.scene.windowed() || stage.scene.filtered()) {
            stage.sides.forEach(side -> strayed.addAll(outside(side.items())));
        }
    }

    /** Notes what lies outside in peace, and what the lost store had not heard of. */
    void look(List<List<Item>> stand) {
        stand.forEach(items -> strayed.addAll(outside(items)));
        if (forgetful) {
            parked.addAll(ledger.bereft());
            stand.forEach(items -> items.stream()
                    .filter(item -> days.isOffSchedule(item, items))
                    .forEach(item -> parked.add(ledger.familyOf(item, items))));
        }
        strayed.addAll(parked);
    }

    /** All that was promised was kept. */
    void rest() {
        strayed.clear();
        look();
        forgetful = false;
    }

    private Set<String> outside(List<Item> items) {
        Set<String> families = new HashSet<>();
        for (Item item : items) {
            if (isPrivate(item) || isOutsideTheWindow(item)) {
                families.add(ledger.familyOf(item, items));
            }
        }
        return families;
    }

    private boolean isPrivate(Item item) {
        return stage.scene.filtered() && item.texts().title().startsWith(Stage.PRIVATE);
    }

    private boolean isOutsideTheWindow(Item item) {
        if (!stage.scene.windowed()) {
            return false;
        }
        LocalDate today = LocalDate.ofInstant(stage.clock.instant(), ZoneOffset.UTC);
        Instant from =
                today.minus(Stage.BACK).plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = today.plus(Stage.AHEAD)
                .minusDays(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        boolean ended = !item.isSeries() && days.instant(item.end()).isBefore(from);
        boolean ahead = days.instant(item.start()).isAfter(to)
                || item.excluded().stream()
                        .anyMatch(date -> days.instant(date).isAfter(to)
                                || days.instant(date).isBefore(from));
        boolean over = item.isSeries()
                && days.starts(item, List.of()).stream()
                        .noneMatch(start -> !days.instant(start).isBefore(from)
                                && !days.instant(start).isAfter(to));
        return ended || ahead || over;
    }
}
