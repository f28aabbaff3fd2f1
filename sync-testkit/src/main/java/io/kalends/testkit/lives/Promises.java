package io.kalends.testkit.lives;

import io.kalends.sync.Direction;
import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a person must see in peace. */
final class Promises {

    private final Stage stage;
    private final Ledger ledger;
    private final DayView days;
    /** Of each component, by its first side: what was seen of a family in the last peace. */
    private final Map<Integer, Map<String, List<DayEntry>>> atRest = new HashMap<>();

    /** Families of which a record lay outside a window or the filter since the last peace. */
    private final Set<String> strayed = new HashSet<>();

    /** Families of which something was deleted that the lost store had not heard of: nobody knows whether it was. */
    private final Set<String> parked = new HashSet<>();

    private boolean forgetful;

    /** What stands on each side in this peace. */
    private List<List<Item>> stand = List.of();

    Promises(Stage stage, Ledger ledger, DayView days) {
        this.stage = stage;
        this.ledger = ledger;
        this.days = days;
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

    void comesToRest(int writes) {
        require(Kind.COMES_TO_REST, writes == 0, () -> writes + " writes in the last run");
    }

    void check() {
        stand = stage.sides.stream().map(LifeSide::items).toList();
        List<List<DayEntry>> all = stand.stream().map(days::of).toList();
        stand.forEach(items -> strayed.addAll(outside(items)));
        if (forgetful) {
            parked.addAll(ledger.bereft());
            stand.forEach(items -> items.stream()
                    .filter(item -> days.isOffSchedule(item, items))
                    .forEach(item -> parked.add(ledger.familyOf(item, items))));
        }
        strayed.addAll(parked);
        nothingTwice(all);
        List<List<DayEntry>> views = all.stream().map(ledger::once).toList();
        sameDays(views);
        oneWay(views);
        asItWasLeft(views);
        noWordIsLost();
        List<String> stuck = unexplained(stage.stuck());
        require(Kind.NOTHING_STUCK, stuck.isEmpty(), stuck::toString);
    }

    /** All that was promised was kept. */
    void rest() {
        strayed.clear();
        look();
        forgetful = false;
    }

    /**
     * What no person could wonder at: an occurrence at a date that its series does not have cannot be everywhere; and what was
     * deleted before the store was lost may have been deleted, or not.
     */
    private List<String> unexplained(List<String> stuck) {
        List<String> left = new ArrayList<>(stuck);
        if (isAnyOffSchedule() && stage.sides.stream().anyMatch(side -> !side.holdsOffSchedule())) {
            // In a ring it is refused where it is to be, and was dropped where it was made before that pair saw it.
            left.removeIf(line -> line.contains("no occurrence at that start")
                    || line.contains("bring it back")
                    || line.contains("it is the copy of a record that is gone"));
        }
        if (!parked.isEmpty()) {
            left.removeIf(line -> line.contains("it is the copy of a record that is gone")
                    || line.contains("has one record for two")
                    || line.contains("the record it belongs to is not on"));
        }
        return left;
    }

    private boolean isAnyOffSchedule() {
        return stand.stream().anyMatch(items -> items.stream().anyMatch(item -> days.isOffSchedule(item, items)));
    }

    /** Two who split and stretch a series at once may make it overlap itself. */
    private void nothingTwice(List<List<DayEntry>> views) {
        for (int side = 0; side < views.size(); side++) {
            List<Item> items = stand.get(side);
            List<DayEntry> doubles = Ledger.twice(views.get(side)).stream()
                    .filter(entry -> !ledger.wasMadeTwice(entry) && !overlapsItself(ledger.familyOf(entry), items))
                    .toList();
            String name = stage.scene.name(side);
            require(Kind.NOTHING_TWICE, doubles.isEmpty(), () -> name + " has twice " + doubles);
        }
    }

    private boolean overlapsItself(String family, List<Item> items) {
        return (ledger.wasContended(family) || isOfTwoComponents(family))
                && items.stream()
                                .filter(item -> !item.isOccurrence()
                                        && ledger.familyOf(item, items).equals(family))
                                .count()
                        > 1;
    }

    private boolean isOfTwoComponents(String family) {
        return ledger.everAuthors(family).stream()
                        .map(side -> stage.scene.alike(side).get(0))
                        .distinct()
                        .count()
                > 1;
    }

    private void sameDays(List<List<DayEntry>> views) {
        for (int side = 0; side < views.size(); side++) {
            int first = stage.scene.alike(side).get(0);
            if (first != side) {
                alike(first, inside(views.get(first)), side, inside(views.get(side)));
            }
        }
    }

    private List<DayEntry> inside(List<DayEntry> view) {
        return view.stream()
                .filter(entry -> !strayed.contains(ledger.familyOf(entry)))
                .toList();
    }

    private void alike(int one, List<DayEntry> ofOne, int other, List<DayEntry> ofOther) {
        require(
                Kind.SAME_DAYS,
                ofOne.equals(ofOther),
                () -> "only " + stage.scene.name(one) + " has " + without(ofOne, ofOther) + ", only "
                        + stage.scene.name(other) + " has " + without(ofOther, ofOne));
    }

    /** What nobody touched where nothing flows from is as at its source. */
    private void oneWay(List<List<DayEntry>> views) {
        for (Scene.Way way : stage.scene.pairs()) {
            if (way.direction() != Direction.TWO_WAY) {
                boolean toRight = way.direction() != Direction.IMPORT;
                int source = toRight ? way.left() : way.right();
                int target = toRight ? way.right() : way.left();
                List<Integer> targets = stage.scene.alike(target);
                Set<String> own = new HashSet<>();
                for (String family : ledger.families()) {
                    boolean mirrored = way.direction() == Direction.MIRROR
                            && !targets.contains(ledger.birthplace(family))
                            && !ledger.wasRecast(family)
                            && isSingle(family, stand.get(source));
                    if (!mirrored && ledger.everAuthors(family).stream().anyMatch(targets::contains)) {
                        own.add(family);
                    }
                }
                alike(source, not(own, inside(views.get(source))), target, not(own, inside(views.get(target))));
            }
        }
    }

    /** What is made below a mirrored series stays there. */
    private boolean isSingle(String family, List<Item> items) {
        return items.stream()
                .noneMatch(item -> (item.isSeries() || item.isOccurrence())
                        && ledger.familyOf(item, items).equals(family));
    }

    private List<DayEntry> not(Set<String> families, List<DayEntry> view) {
        return view.stream()
                .filter(entry -> !families.contains(ledger.familyOf(entry)))
                .toList();
    }

    /** A family that one side alone changed since the last peace is as it was left there; one that nobody changed, as it was. */
    private void asItWasLeft(List<List<DayEntry>> views) {
        for (int side = 0; side < views.size(); side++) {
            List<Integer> component = stage.scene.alike(side);
            if (component.get(0) == side) {
                asItWasLeft(component, views.get(side));
            }
        }
    }

    private void asItWasLeft(List<Integer> component, List<DayEntry> view) {
        int side = component.get(0);
        Map<String, List<DayEntry>> last = atRest.getOrDefault(side, Map.of());
        Map<String, List<DayEntry>> now = new HashMap<>();
        for (String family : ledger.families()) {
            List<DayEntry> seen = ledger.of(family, view);
            now.put(family, seen);
            Set<Integer> authors = ledger.authors(family);
            boolean foreign = ledger.everAuthors(family).stream().anyMatch(author -> !component.contains(author));
            if (strayed.contains(family) || foreign || (forgetful && !authors.isEmpty())) {
                continue;
            }
            List<DayEntry> expected = authors.size() == 1 ? ledger.once(ledger.leftOf(family)) : last.get(family);
            if (authors.size() <= 1 && expected != null) {
                require(
                        Kind.AS_IT_WAS_LEFT,
                        seen.equals(expected),
                        () -> family + " on " + stage.scene.name(side) + " lacks " + without(expected, seen)
                                + ", and has " + without(seen, expected));
            }
        }
        atRest.put(side, now);
    }

    private void noWordIsLost() {
        // What lies outside goes with its series, unseen.
        ledger.forgive(strayed);
        Set<String> missing = ledger.owed();
        stand.forEach(items ->
                items.forEach(item -> missing.removeAll(Words.in(item.texts().all()))));
        if (!missing.isEmpty()) {
            missing.removeAll(stage.kept());
        }
        require(Kind.NO_WORD_LOST, missing.isEmpty(), missing::toString);
    }

    private static List<DayEntry> without(List<DayEntry> some, List<DayEntry> others) {
        List<DayEntry> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest.size() > 6 ? rest.subList(0, 6) : rest;
    }

    private static void require(Kind kind, boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new BrokenPromise(kind, otherwise.get());
        }
    }
}
