package io.kalends.testkit.lives;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who wrote what and who took what away, by what each deed changed on its side. A family is an event, or a series with all of
 * its occurrences: it is named by the first word that was written of it.
 */
final class Ledger {

    private final Map<String, String> families = new HashMap<>();
    private final Set<String> owed = new TreeSet<>();
    private final Map<String, Set<Integer>> everTouched = new HashMap<>();
    private final Map<String, Integer> born = new HashMap<>();
    private final Set<DayEntry> doubles = new HashSet<>();
    private final Set<String> recast = new HashSet<>();
    private final Set<String> bereft = new HashSet<>();
    private final Set<String> contended = new HashSet<>();
    private Map<String, Set<Integer>> touched = new TreeMap<>();
    private Map<String, List<DayEntry>> left = new HashMap<>();

    /** The family of a record, by any word that it or its series holds; empty if it holds none. */
    String familyOf(Item item, List<Item> all) {
        return Words.in(item.texts().all()).stream()
                .map(families::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> item.series() == null
                        ? ""
                        : all.stream()
                                .filter(other -> other.handle().equals(item.series()) && !other.isOccurrence())
                                .findFirst()
                                .map(series -> familyOf(series, List.of()))
                                .orElse(""));
    }

    String familyOf(DayEntry entry) {
        return familyIn(entry.texts().title());
    }

    /** The family of the first known word of a text; empty if it holds none. */
    String familyIn(String text) {
        return Words.in(text).stream()
                .map(families::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** What is seen of a family. */
    List<DayEntry> of(String family, List<DayEntry> view) {
        return view.stream().filter(entry -> familyOf(entry).equals(family)).toList();
    }

    /**
     * Notes a deed.
     *
     * @param side where
     * @param done what was done
     * @param before the words and the days before it
     * @param after those after it
     */
    void did(int side, Desk.Done done, Seen before, Seen after) {
        String family = done.family();
        TreeSet<String> written = new TreeSet<>(after.words());
        written.removeAll(before.words());
        for (String word : written) {
            families.putIfAbsent(word, family.isEmpty() ? written.first() : family);
            born.putIfAbsent(families.getOrDefault(word, word), side);
        }
        Set<String> taken = new HashSet<>(before.words());
        taken.removeAll(after.words());
        taken.forEach(word -> bereft.add(families.getOrDefault(word, word)));
        without(before.days(), after.days()).forEach(entry -> bereft.add(familyOf(entry)));
        owed.addAll(written);
        owed.removeAll(taken);
        Set<String> concerned = new TreeSet<>();
        if (!family.isEmpty()) {
            concerned.add(family);
        }
        written.forEach(word -> concerned.add(families.getOrDefault(word, word)));
        taken.forEach(word -> concerned.add(families.getOrDefault(word, word)));
        changed(before.days(), after.days()).forEach(entry -> concerned.add(familyOf(entry)));
        if (done.recasts() && family.isEmpty()) {
            after.days().forEach(entry -> concerned.add(familyOf(entry)));
        }
        if (done.recasts()) {
            recast.addAll(concerned);
        }
        for (String one : concerned) {
            touched.computeIfAbsent(one, fresh -> new TreeSet<>()).add(side);
            everTouched.computeIfAbsent(one, fresh -> new TreeSet<>()).add(side);
            left.put(one, of(one, after.days()));
        }
        doubles.addAll(twice(after.days()));
    }

    /** What stands twice at one time under one title. */
    static List<DayEntry> twice(List<DayEntry> view) {
        return IntStream.range(1, view.size())
                .filter(i -> view.get(i).isLike(view.get(i - 1)))
                .mapToObj(view::get)
                .toList();
    }

    /** What somebody made stand there twice (a file and its copy, say) once: a side may take the two for one. */
    List<DayEntry> once(List<DayEntry> view) {
        return IntStream.range(0, view.size())
                .filter(i -> i == 0 || !view.get(i).isLike(view.get(i - 1)) || !wasMadeTwice(view.get(i)))
                .mapToObj(view::get)
                .toList();
    }

    /** Whether somebody made it stand there twice. */
    boolean wasMadeTwice(DayEntry entry) {
        return doubles.stream().anyMatch(entry::isLike);
    }

    /**
     * What stands on a side.
     *
     * @param words that are seen there
     * @param days what is seen on each
     */
    record Seen(Set<String> words, List<DayEntry> days) {}

    private static List<DayEntry> changed(List<DayEntry> before, List<DayEntry> after) {
        List<DayEntry> changed = without(before, after);
        changed.addAll(without(after, before));
        return changed;
    }

    private static List<DayEntry> without(List<DayEntry> some, List<DayEntry> others) {
        List<DayEntry> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest;
    }

    /** Words that nobody took away. */
    Set<String> owed() {
        return new TreeSet<>(owed);
    }

    /** Families of which somebody took something away since the last peace, or that were renamed and edited at once. */
    Set<String> bereft() {
        Set<String> all = new HashSet<>(bereft);
        families().stream().filter(this::wasContended).forEach(all::add);
        return all;
    }

    /** Who touched a family since the last peace. */
    Set<Integer> authors(String family) {
        return touched.getOrDefault(family, Set.of());
    }

    /** Whether it was split or renamed. */
    boolean wasRecast(String family) {
        return recast.contains(family);
    }

    /** Whether it was split or renamed, and two sides touched it at once. */
    boolean wasContended(String family) {
        return recast.contains(family) && isContended(family);
    }

    private boolean isContended(String family) {
        return contended.contains(family) || authors(family).size() > 1;
    }

    /** Who ever touched it. */
    Set<Integer> everAuthors(String family) {
        return everTouched.getOrDefault(family, Set.of());
    }

    /** Where it was first written. */
    int birthplace(String family) {
        return born.getOrDefault(family, -1);
    }

    /** What the last one who touched a family left of it. */
    List<DayEntry> leftOf(String family) {
        return left.getOrDefault(family, List.of());
    }

    /** Words of these families are owed no longer. */
    void forgive(Set<String> forgiven) {
        owed.removeIf(word -> forgiven.contains(families.getOrDefault(word, word)));
    }

    /** All families. */
    Set<String> families() {
        return families.values().stream().collect(Collectors.toCollection(TreeSet::new));
    }

    /** All is at rest: what is done from now on is done by people who saw all that was done before. */
    void settled() {
        touched.keySet().stream().filter(family -> authors(family).size() > 1).forEach(contended::add);
        touched = new TreeMap<>();
        left = new HashMap<>();
        bereft.clear();
    }
}
