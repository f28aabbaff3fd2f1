package io.kalends.sync.push;

import io.kalends.sync.SyncPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts pairs that are due at once in the order in which they need each other: that of the parents goes before its children's. */
final class ParentsFirst {

    private final Map<String, String> parentsIn = new HashMap<>();

    private ParentsFirst(List<DuePair> due, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        for (DuePair one : due) {
            parentsOf(one.pair(), pairs).ifPresent(parents -> parentsIn.put(one.pair(), parents));
        }
    }

    static List<DuePair> of(List<DuePair> due, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        ParentsFirst order = new ParentsFirst(due, pairs);
        List<DuePair> sorted = new ArrayList<>(due);
        sorted.sort(Comparator.comparingInt(one -> order.depth(one.pair())));
        return sorted;
    }

    private static Optional<String> parentsOf(
            String pair, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        try {
            return pairs.apply(pair).flatMap(SyncPair::parentsIn);
        } catch (RuntimeException | Error e) {
            // It costs this pair its turn once that comes, and no other pair its place.
            return Optional.empty();
        }
    }

    /** How many pairs stand above one; pairs that name each other in a ring stand anywhere. */
    private int depth(String pair) {
        int depth = 0;
        String parents = parentsIn.get(pair);
        while (parents != null && depth < parentsIn.size()) {
            depth++;
            parents = parentsIn.get(parents);
        }
        return depth;
    }
}
