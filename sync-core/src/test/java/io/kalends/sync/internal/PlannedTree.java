package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkBuilder;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two sides as plain maps, the links between them, and nothing else: what the planner decides is done at once. */
final class PlannedTree {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final int ROUNDS = 20;

    private final Fingerprints prints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);
    private final SyncPair<Memo> pair = SyncPair.between(
                    DescribedReplica.writable("left", Memo.type()), DescribedReplica.writable("right", Memo.type()))
            .id("pair")
            .build();
    private final Rules<Memo> rules = new Rules<>(pair, prints);
    private final Observer<Memo> observer =
            new Observer<>(rules, prints, SyncWindow.unlimited().at(NOW), null);
    private final Planner<Memo> planner = new Planner<>(rules, prints);

    private final Map<Side, Map<String, Memo>> sides = new EnumMap<>(Side.class);
    private final Map<Side, Map<String, Memo>> agreed = new EnumMap<>(Side.class);
    private final List<String> edits = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();

    private PlannedTree() {
        for (Side side : Side.values()) {
            sides.put(side, new TreeMap<>());
            agreed.put(side, new TreeMap<>());
        }
    }

    /** One tree that both sides agreed on, then edited on each. A child's id is its parent's and a number. */
    static PlannedTree grow(Random random) {
        PlannedTree tree = new PlannedTree();
        for (int family = 0; family < 4; family++) {
            tree.agree("f" + family);
            for (int child = random.nextInt(4); child > 0; child--) {
                tree.agree("f" + family + "/" + child);
            }
        }
        for (Side side : Side.values()) {
            tree.edit(side, random);
        }
        return tree;
    }

    private void agree(String id) {
        Memo memo = new Memo(id, "title of " + id, "text of " + id);
        for (Side side : Side.values()) {
            of(sides, side).put(id, memo);
            of(agreed, side).put(id, memo);
        }
    }

    private void edit(Side side, Random random) {
        Map<String, Memo> here = of(sides, side);
        for (String id : List.copyOf(here.keySet())) {
            if (!here.containsKey(id)) {
                continue;
            }
            String value = id + " by " + side.label();
            Memo memo = requireNonNull(here.get(id));
            switch (random.nextInt(6)) {
                case 0 -> remove(side, id);
                case 1 -> put(side, memo.withTitle("title " + value), "title " + value);
                case 2 -> put(side, memo.withText("text " + value), "text " + value);
                case 3 -> put(side, new Memo(id + "/n" + side.label(), "new " + value, "x"), "new " + value);
                default -> {}
            }
        }
        // An edit that its own author deleted again, with its series, is none.
        edits.removeIf(
                edit -> edit.endsWith("by " + side.label()) && !texts(here).contains(edit));
    }

    private void put(Side side, Memo memo, String edit) {
        boolean below = memo.id().chars().filter(c -> c == '/').count() > 1;
        if (!below) {
            of(sides, side).put(memo.id(), memo);
            edits.add(edit);
        }
    }

    List<String> edits() {
        return List.copyOf(edits);
    }

    Map<String, Memo> left() {
        return of(sides, Side.LEFT);
    }

    Map<String, Memo> right() {
        return of(sides, Side.RIGHT);
    }

    Set<String> textsThereOrKept() {
        Set<String> all = texts(left());
        all.addAll(texts(right()));
        all.addAll(kept);
        return all;
    }

    private static Set<String> texts(Map<String, Memo> memos) {
        Set<String> all = new HashSet<>();
        memos.values().forEach(memo -> Collections.addAll(all, memo.title(), memo.text()));
        return all;
    }

    /** Plans every link, again and again in another order, until nothing moves; removals wait until only they are left. */
    void settle(Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            if (!round(random, false) && !round(random, true)) {
                return;
            }
        }
        throw new AssertionError("still moving after " + ROUNDS + " rounds");
    }

    private boolean round(Random random, boolean removals) {
        Set<String> ids = new HashSet<>();
        for (Side side : Side.values()) {
            ids.addAll(of(sides, side).keySet());
            ids.addAll(of(agreed, side).keySet());
        }
        List<String> order = new ArrayList<>(ids);
        Collections.sort(order);
        Collections.shuffle(order, random);
        boolean moved = false;
        for (String id : order) {
            if (known(id)) {
                Decision<Memo> decision = decide(id);
                if (decision instanceof Decision.Remove<Memo> == removals) {
                    moved |= apply(id, decision);
                }
            }
        }
        return moved;
    }

    private boolean known(String id) {
        for (Side side : Side.values()) {
            if (of(sides, side).containsKey(id) || of(agreed, side).containsKey(id)) {
                return true;
            }
        }
        return false;
    }

    private Decision<Memo> decide(String id) {
        Contents<Memo> contents = new Contents<>(version(Side.LEFT, id), version(Side.RIGHT, id));
        return planner.plan(link(id), contents, situation(id));
    }

    private boolean apply(String id, Decision<Memo> decision) {
        if (decision instanceof Decision.Create<Memo> create) {
            of(sides, create.to()).put(id, create.record());
            return agreeOn(id);
        }
        if (decision instanceof Decision.Remove<Memo> remove) {
            if (remove.keepVersion()) {
                keep(remove.from(), id);
            }
            remove(remove.from(), id);
            return agreeOn(id);
        }
        if (decision instanceof Decision.Merge<Memo> merge) {
            assertThat(merge.conflicts()).isEmpty();
            merge.losers().keySet().forEach(side -> keep(side, id));
            boolean writes = false;
            for (Side side : Side.values()) {
                for (String field : merge.writesTo(side)) {
                    Memo wanted = requireNonNull(merge.records().get(side));
                    Memo now = requireNonNull(of(sides, side).get(id));
                    of(sides, side)
                            .put(
                                    id,
                                    field.equals("title")
                                            ? now.withTitle(wanted.title())
                                            : now.withText(wanted.text()));
                    writes = true;
                }
            }
            agreeOn(id);
            return writes;
        }
        if (decision instanceof Decision.Rest<Memo> rest && rest.status() == LinkStatus.DELETED) {
            return agreeOn(id);
        }
        assertThat(decision).isInstanceOfAny(Decision.Wait.class, Decision.Forget.class);
        return false;
    }

    private boolean agreeOn(String id) {
        for (Side side : Side.values()) {
            Memo memo = of(sides, side).get(id);
            if (memo == null) {
                of(agreed, side).remove(id);
            } else {
                of(agreed, side).put(id, memo);
            }
        }
        return true;
    }

    private void keep(Side side, String id) {
        Memo memo = requireNonNull(of(sides, side).get(id));
        Collections.addAll(kept, memo.title(), memo.text());
    }

    private void remove(Side side, String id) {
        of(sides, side).keySet().removeIf(other -> other.equals(id) || other.startsWith(id + "/"));
    }

    private Situation<Memo> situation(String id) {
        Set<Side> edited = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            of(sides, side).forEach((child, memo) -> {
                if (child.startsWith(id + "/") && !memo.equals(of(agreed, side).get(child))) {
                    edited.add(side);
                }
            });
        }
        return new Situation<>(
                EnumSet.allOf(Side.class),
                parentOn(Side.LEFT, id),
                parentOn(Side.RIGHT, id),
                null,
                UnaryOperator.identity(),
                edited,
                revived(id),
                Set.of(),
                Elsewhere.NOTHING,
                null);
    }

    private boolean revived(String id) {
        String parent = parent(id);
        if (parent == null || !known(parent)) {
            return false;
        }
        for (Side gone : Side.values()) {
            if (!of(sides, gone).containsKey(id)
                    && !of(sides, gone).containsKey(parent)
                    && of(sides, gone.other()).containsKey(parent)
                    && !(decide(parent) instanceof Decision.Remove<Memo>)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String parentOn(Side side, String id) {
        String parent = parent(id);
        return parent != null && of(sides, side).containsKey(parent) ? parent : null;
    }

    private static @Nullable String parent(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? null : id.substring(0, slash);
    }

    private @Nullable Versioned<Memo> version(Side side, String id) {
        Memo memo = of(sides, side).get(id);
        return memo == null ? null : versioned(side, memo);
    }

    private static Versioned<Memo> versioned(Side side, Memo memo) {
        return Versioned.of(memo.id(), "1", memo)
                .childOf(parent(memo.id()))
                .modifiedAt(NOW.minusSeconds(side == Side.LEFT ? 60 : 30));
    }

    private Link link(String id) {
        @Nullable LinkBuilder link = null;
        for (Side side : Side.values()) {
            Memo now = of(sides, side).get(id);
            Memo memo = now != null ? now : of(agreed, side).get(id);
            if (memo == null) {
                continue;
            }
            Observation seen = observer.observe(side, versioned(side, memo), NOW);
            Observation half = now != null ? seen : seen.at(Presence.DELETED, NOW);
            link = link == null
                    ? Link.begin("link " + id, "pair", side, half, NOW).change()
                    : link.on(side, half);
        }
        boolean both =
                of(agreed, Side.LEFT).containsKey(id) && of(agreed, Side.RIGHT).containsKey(id);
        return requireNonNull(link)
                .versions(both ? rules.versions() : Link.Versions.NONE)
                .agreement(both ? agreement(id) : null)
                .build();
    }

    private Agreement agreement(String id) {
        return new Agreement(
                prints.of(Memo.type(), requireNonNull(of(agreed, Side.LEFT).get(id)), Set.of()),
                prints.of(Memo.type(), requireNonNull(of(agreed, Side.RIGHT).get(id)), Set.of()),
                true,
                true,
                Set.of(),
                Set.of(),
                Set.of());
    }

    private static Map<String, Memo> of(Map<Side, Map<String, Memo>> map, Side side) {
        return requireNonNull(map.get(side));
    }
}
