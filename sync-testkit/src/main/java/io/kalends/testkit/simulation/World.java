package io.kalends.testkit.simulation;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.DeletionGuard;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.FaultyStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.SettableClock;
import io.kalends.testkit.simulation.Scenery.Hardship;
import io.kalends.testkit.simulation.Scenery.Strange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What there is in a life: the sides, the pairs between them, a store, a clock, and the process that runs the engine.
 *
 * @param <R> the record
 */
final class World<R> {

    private static final int PAGE = 1_000;

    private static final int ACQUAINTANCES = 4;

    final Editor<R> editor;
    final Scenery scenery;
    final SplittableRandom random;
    final Ledger<R> ledger;
    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final List<InMemoryReplica<R>> sides = new ArrayList<>();
    final List<SyncPair<R>> pairs = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<InMemoryReplica<R>> left = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    /** Words that were kept in a store that is gone, or were seen before it went. */
    private final Set<String> accounted = new HashSet<>();

    private final Set<String> strays = new HashSet<>();
    private InMemorySyncStateStore store;
    private FaultyStore calls;
    private SyncEngine engine;
    private int engines;

    World(Editor<R> editor, Scenery scenery, SplittableRandom random) {
        this.editor = editor;
        this.scenery = scenery;
        this.random = random;
        this.ledger = new Ledger<>(editor);
        this.store = new InMemorySyncStateStore(random);
        this.calls = FaultyStore.around(store);
        for (int i = 0; i < scenery.sides().size(); i++) {
            sides.add(newSide(i, "side" + i));
        }
        int count = scenery.ring() ? 3 : 1;
        for (int i = 0; i < count; i++) {
            pages.add(1 + random.nextInt(8));
            batches.add(1 + random.nextInt(6));
        }
        buildPairs();
        this.engine = newEngine();
        calm();
        tell("scenery " + scenery);
    }

    private InMemoryReplica<R> newSide(int which, String id) {
        InMemoryReplicaBuilder<R> side =
                InMemoryReplica.builder(id, editor.type()).clock(clock).random(new SplittableRandom(random.nextLong()));
        if (which == 1 && scenery.has(Hardship.WINDOWED_SIDE)) {
            side.windowed();
        }
        if (which == 1 && scenery.has(Strange.DROPPING)) {
            side.droppingChildren();
        }
        if (which == 1 && scenery.has(Strange.EMPTYING)) {
            side.emptyingChildren(editor::hole);
        }
        return scenery.sides().get(which).with(side).build();
    }

    private void buildPairs() {
        pairs.clear();
        for (int i = 0; i < pages.size(); i++) {
            SyncPair.Builder<R> pair = SyncPair.between(sides.get(i), sides.get((i + 1) % sides.size()))
                    .id("pair" + i)
                    .guard(DeletionGuard.off())
                    .onConflict(scenery.policyFor(editor.type()))
                    .window(scenery.window())
                    .pageSize(pages.get(i))
                    .batchSize(batches.get(i));
            if (scenery.has(Hardship.FILTER)) {
                pair.filter("shared", editor::isShared);
            }
            pairs.add(pair.build());
        }
    }

    /** The user picks another collection for the second side: an empty one, or one that holds some of the first's records. */
    void pickAnother() {
        InMemoryReplica<R> former = sides.get(1);
        former.contents().forEach(record -> accounted.addAll(editor.words(record)));
        former.log().clear();
        left.add(former);
        InMemoryReplica<R> other = newSide(1, former.id() + "+");
        if (random.nextBoolean()) {
            sides.get(0).contents().stream()
                    .filter(record -> editor.type().parent(record).isEmpty() && random.nextBoolean())
                    .forEach(other::put);
        }
        sides.set(1, other);
        buildPairs();
        calm();
        tell(other.id() + " is picked in place of " + former.id() + ", with "
                + other.contents().size() + " records");
    }

    /** Collections that were the second side once: nobody writes to them any more. */
    List<InMemoryReplica<R>> left() {
        return left;
    }

    /** Another process, beside the one there is. */
    SyncEngine newEngine() {
        return SyncEngine.builder()
                .store(calls)
                .clock(clock)
                .random(new SplittableRandom(random.nextLong()))
                .node("node" + engines++)
                .build();
    }

    /** Before the first run some records of the first side are on the others already, as after an import. */
    void acquaint() {
        if (scenery.has(Hardship.ACQUAINTED)) {
            InMemoryReplica<R> first = sides.get(0);
            for (int i = 0; i < ACQUAINTANCES; i++) {
                edit(first);
            }
            sides.subList(1, sides.size())
                    .forEach(side -> first.contents().stream()
                            .filter(record -> editor.type().parent(record).isEmpty())
                            .forEach(side::put));
            tell("all sides hold what " + first.id() + " holds");
        }
    }

    /** Somebody does something at a side. */
    void edit(InMemoryReplica<R> side) {
        List<String> ids = List.copyOf(side.records().keySet());
        if (scenery.has(Hardship.FILTER) && !ids.isEmpty() && random.nextInt(6) == 0) {
            share(side, ids.get(random.nextInt(ids.size())));
        } else {
            tell(side.id() + ": " + editor.edit(side, random, ledger, scenery.manners()));
        }
        noteStrays();
    }

    private void share(InMemoryReplica<R> side, String id) {
        R before = requireNonNull(side.records().get(id));
        R after = editor.shared(before, !editor.isShared(before));
        side.edit(id, old -> after);
        ledger.did(before, after);
        tell(side.id() + ": makes " + id + (editor.isShared(after) ? " shared" : " private"));
    }

    /** Days pass, where that makes a difference. */
    void passDays() {
        if (scenery.has(Hardship.WINDOW) && random.nextBoolean()) {
            int days = 1 + random.nextInt(4);
            clock.advance(Duration.ofDays(days));
            tell(days + " days pass");
        }
        noteStrays();
    }

    /** Records that are outside the filter or the window on some side, or were. */
    private void noteStrays() {
        sides.forEach(side -> side.contents().stream()
                .filter(record -> !isInScope(record))
                .forEach(record -> strays.add(ledger.name(record))));
    }

    /** Whether a record of this name, or the one it belongs to, was ever outside on a side. */
    boolean hasStrayed(String name) {
        return strays.contains(name)
                || ledger.parentOf(name).map(strays::contains).orElse(false);
    }

    /** What is deleted on one side while it lies outside the window on the other is left there when days bring it inside. */
    private boolean staysWhereItIs(String name) {
        return scenery.has(Hardship.WINDOW) && hasStrayed(name) && ledger.wasDeleted(name);
    }

    private boolean isInScope(R record) {
        SyncWindow.Range window = scenery.window().at(clock.instant());
        Instant from = window.from() == null ? Instant.MIN : window.from();
        Instant to = window.to() == null ? Instant.MAX : window.to();
        boolean inWindow = editor.type()
                .extent(record)
                .map(extent -> extent.overlaps(from, to))
                .orElse(true);
        return inWindow && (!scenery.has(Hardship.FILTER) || editor.isShared(record));
    }

    /** Ids of records that lie outside: a side may not tell of them, and what was edited there may stay there. */
    Set<String> idsOutside() {
        Set<String> ids = new HashSet<>();
        sides.forEach(side -> side.records().forEach((id, record) -> {
            if (!isInScope(record)) {
                ids.add(id);
            }
        }));
        return ids;
    }

    /** Names of what is outside on a side just now, with what belongs to it: that is left as it is on all. */
    private Set<String> outside() {
        Set<String> outside = new HashSet<>();
        sides.forEach(side -> side.contents().stream()
                .filter(record -> !isInScope(record) || staysWhereItIs(ledger.name(record)))
                .forEach(record -> outside.add(ledger.name(record))));
        return outside;
    }

    void tell(String what) {
        trace.add(what);
    }

    List<String> trace() {
        return trace;
    }

    InMemorySyncStateStore store() {
        return store;
    }

    SyncEngine engine() {
        return engine;
    }

    /** Another process goes on with what the store kept. */
    void restart() {
        engine = newEngine();
    }

    /** Another store is there instead, and a new process. */
    void replaceStore(InMemorySyncStateStore other) {
        accounted.addAll(words());
        store = other;
        calls = FaultyStore.around(store);
        engine = newEngine();
        ledger.lost(accounted);
    }

    /** Has every call told, to sides and store. */
    void hook(CallHook hook) {
        sides.forEach(side -> side.hook(hook));
        calls.hook(hook);
    }

    InMemoryReplica<R> side(SyncPair<R> pair, Side which) {
        String id = pair.on(which).id();
        return sides.stream().filter(side -> side.id().equals(id)).findFirst().orElseThrow();
    }

    List<Link> links(SyncPair<R> pair) {
        return store.list(pair.id(), null, null, PAGE);
    }

    /** Ids of the records of a side that the engine knows of. */
    Set<String> known(InMemoryReplica<R> side) {
        Set<String> known = new HashSet<>();
        for (SyncPair<R> pair : pairs) {
            for (Link link : links(pair)) {
                for (Side half : Side.values()) {
                    if (pair.on(half).id().equals(side.id())) {
                        link.on(half).ifPresent(seen -> known.add(seen.id()));
                    }
                }
            }
        }
        return known;
    }

    /** All words that are on a side or kept. */
    Set<String> words() {
        Set<String> words = new HashSet<>(accounted);
        sides.forEach(side -> side.contents().forEach(record -> words.addAll(editor.words(record))));
        for (SyncPair<R> pair : pairs) {
            for (Link link : links(pair)) {
                for (KeptVersion version : store.kept(pair.id(), link.id())) {
                    words.addAll(editor.words(Kept.record(editor.type(), version)));
                }
            }
        }
        return words;
    }

    /** Names of records of which nothing is left but that their parent has nothing in their place. */
    List<String> holes() {
        Predicate<R> isHole = record ->
                editor.type().childNames().map(names -> names.isHole(record)).orElse(false);
        return sides.stream()
                .flatMap(side -> side.contents().stream().filter(isHole).map(ledger::name))
                .distinct()
                .toList();
    }

    /** For each record whose parent is there or not on one side alone: its name. */
    List<String> homeless() {
        Map<String, Boolean> first = below(sides.get(0));
        Map<String, Boolean> second = below(sides.get(1));
        return first.keySet().stream()
                .filter(name -> !hasStrayed(name)
                        && second.containsKey(name)
                        && !Objects.equals(first.get(name), second.get(name)))
                .toList();
    }

    private Map<String, Boolean> below(InMemoryReplica<R> side) {
        Map<String, Boolean> below = new HashMap<>();
        side.records()
                .forEach((id, record) -> below.put(
                        ledger.name(record),
                        side.find(id).map(seen -> seen.parent() != null).orElse(false)));
        return below;
    }

    boolean isEqual() {
        List<R> first = essences(sides.get(0));
        return IntStream.range(1, sides.size())
                .allMatch(i -> essences(sides.get(i)).equals(first));
    }

    /** What each side has that another has not, or has otherwise. */
    List<List<String>> differences() {
        return sides.stream()
                .map(side -> essences(side).stream()
                        .filter(record -> sides.stream()
                                .anyMatch(other -> !essences(other).contains(record)))
                        .map(record -> editor.type().encode(record).toString())
                        .toList())
                .toList();
    }

    private List<R> essences(InMemoryReplica<R> side) {
        Set<String> outside = outside();
        return side.contents().stream()
                .filter(record -> !outside.contains(ledger.name(record))
                        && !outside.contains(editor.type().parent(record).orElse("")))
                .map(record -> editor.essence(rewrites() ? editor.rewritten(record) : record))
                .sorted(Comparator.comparing(ledger::name))
                .toList();
    }

    /** Whether a server makes something else of what it gets; then the sides are equal but for that. */
    boolean rewrites() {
        return scenery.has(Hardship.REWRITING) || scenery.has(Hardship.REWRITING_LATER);
    }

    /** Ends what went wrong, and begins what always does. */
    void calm() {
        sides.forEach(Mishaps::end);
        if (scenery.has(Hardship.REWRITING)) {
            sides.get(1).faults().writes().rewrite(editor::rewritten);
        }
        if (scenery.has(Hardship.REWRITING_LATER)) {
            sides.get(1).faults().writes().rewriteAfterAnswer(editor::rewritten);
        }
    }

    /** Whether a side hides a field of a record just now, or all of it, since its index is late. */
    boolean hides() {
        return sides.stream()
                .anyMatch(side -> side.records().keySet().stream()
                        .anyMatch(id -> !side.fieldsUnknownOf(id).isEmpty() || !side.isInIndex(id)));
    }
}
