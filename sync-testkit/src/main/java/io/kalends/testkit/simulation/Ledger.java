package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people did. Every value that somebody writes holds a word of its own, so that what became of it can be told: it is
 * still there, somebody who saw it replaced it, or the policy gave it up and it is kept.
 *
 * @param <R> the record
 */
final class Ledger<R> {

    private static final Pattern WORD = Pattern.compile("W\\d+Z");

    private final Editor<R> editor;
    private final Set<String> written = new TreeSet<>();
    private final Set<String> replaced = new HashSet<>();
    private final Map<String, Integer> changed = new HashMap<>();
    private final Map<String, Integer> deleted = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, String> births = new HashMap<>();
    private final Set<String> copied = new HashSet<>();
    private final Set<String> rewritten = new HashSet<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, String> former = new HashMap<>();
    private int words;
    private int step;
    private int settled;

    Ledger(Editor<R> editor) {
        this.editor = editor;
    }

    /** A word that was never used. */
    String word() {
        return "W" + words++ + "Z";
    }

    /** A number that was never used. */
    int number() {
        return words++;
    }

    static Set<String> wordsOf(String text) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text).results().forEach(match -> words.add(match.group()));
        return words;
    }

    Set<String> words(R record) {
        return editor.words(record);
    }

    String name(R record) {
        return editor.type().identity(record).orElseThrow();
    }

    /**
     * Somebody changed a record that they saw.
     *
     * @param before what they saw; {@code null} for nothing
     * @param after what they left; {@code null} for nothing
     */
    void did(@Nullable R before, @Nullable R after) {
        step++;
        Set<String> old = before == null ? Set.of() : words(before);
        Set<String> now = after == null ? new HashSet<>() : words(after);
        old.stream().filter(word -> !now.contains(word)).forEach(replaced::add);
        now.removeAll(old);
        written.addAll(now);
        replaced.removeAll(now);
        if (after != null) {
            now.forEach(word -> homes.put(word, name(after)));
            changed.put(name(after), step);
            editor.type().parent(after).ifPresent(parent -> parents.put(name(after), parent));
        } else {
            deleted.put(name(requireNonNull(before)), step);
        }
    }

    /** Somebody wrote a new record. */
    void born(String side, R record) {
        births.put(name(record), side);
        did(null, record);
    }

    /** Somebody did something by which it goes by another name now. */
    void renamed(R before, R after) {
        births.computeIfAbsent(name(after), any -> births.getOrDefault(name(before), ""));
        former.put(name(after), name(before));
        did(before, after);
    }

    /** Somebody made a copy of it, mark included. */
    void copied(R record) {
        copied.add(name(record));
    }

    boolean wasCopied(R record) {
        return copied.contains(name(record));
    }

    /** Whether the record was first written on this side. */
    boolean isBornOn(String side, R record) {
        return side.equals(births.get(name(record)));
    }

    /** All sides agree now, and nothing is under way. */
    void settled() {
        settled = step;
    }

    /** What only a lost side or store knew is nobody's fault any more. */
    void lost(Collection<String> stillKnown) {
        Set<String> known = new HashSet<>(stillKnown);
        written.stream().filter(word -> !known.contains(word)).forEach(replaced::add);
    }

    /**
     * Words that must be there, or kept.
     *
     * @param hidden names of records that were not shown at times: of such a one nothing is owed once somebody deleted it
     */
    Set<String> owed(Predicate<String> hidden) {
        Set<String> owed = new TreeSet<>(written);
        owed.removeAll(replaced);
        owed.removeIf(word -> hidden.test(homes.getOrDefault(word, "")) && isGone(homes.getOrDefault(word, "")));
        return owed;
    }

    /** Whether nobody could find it any more under this name. */
    private boolean isGone(String name) {
        return wasDeleted(name) || former.containsValue(name);
    }

    /** Somebody deleted it and wrote it anew. */
    void rewritten(R record) {
        rewritten.add(name(record));
    }

    boolean wasRewritten(R record) {
        return rewritten.contains(name(record));
    }

    Optional<String> parentOf(String name) {
        return Optional.ofNullable(parents.get(name));
    }

    /** Whether anybody ever deleted this record, or the one it belongs to. */
    boolean wasDeleted(String name) {
        String parent = parents.get(name);
        return deleted.containsKey(name) || (parent != null && wasDeleted(parent));
    }

    /** Whether this record was deleted, and nobody touched its family since all agreed last. */
    boolean mustBeGone(String name) {
        Integer at = deleted.get(name);
        return at != null && at > settled && changed.getOrDefault(name, 0) <= settled && familyIsQuiet(name);
    }

    private boolean familyIsQuiet(String name) {
        String root = parents.getOrDefault(name, name);
        return changed.entrySet().stream()
                .filter(one -> one.getValue() > settled)
                .noneMatch(one ->
                        one.getKey().equals(root) || root.equals(parents.getOrDefault(one.getKey(), one.getKey())));
    }
}
