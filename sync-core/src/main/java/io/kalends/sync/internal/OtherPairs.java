package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.internal.Elsewhere.Agreed;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.PairSide;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the store what other pairs of the same collections know: of records that both sides changed, and of new ones that bear
 * the mark of what is not there.
 */
final class OtherPairs<R> {

    private final RunContext<R> run;
    private final Map<Side, List<PairSide>> pairs = new EnumMap<>(Side.class);

    OtherPairs(RunContext<R> run) {
        this.run = run;
    }

    /** What is known elsewhere of these links, by link id. */
    Map<String, Elsewhere> of(List<Link> links) {
        Map<String, Elsewhere> known = new HashMap<>();
        for (Link link : links) {
            if (outlives(link)) {
                known.put(link.id(), new Elsewhere(Map.of(), true));
            }
        }
        List<Link> disputed = links.stream().filter(this::isDisputed).toList();
        if (disputed.isEmpty()
                || pairsOn(Side.LEFT).isEmpty()
                || pairsOn(Side.RIGHT).isEmpty()) {
            return known;
        }
        Map<Side, Map<String, List<Agreed>>> agreed = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            agreed.put(side, agreed(side, disputed));
        }
        for (Link link : disputed) {
            Map<Side, List<Agreed>> own = new EnumMap<>(Side.class);
            agreed.forEach((side, byRecord) -> own.put(
                    side, byRecord.getOrDefault(link.on(side).orElseThrow().id(), List.of())));
            known.put(link.id(), new Elsewhere(own, false));
        }
        return known;
    }

    /**
     * Whether the record that this one was a copy of went with a write, as an exception may when its series is moved: the pair
     * that wrote it keeps what stands on its other side as a record of its own.
     */
    private boolean outlives(Link link) {
        for (Side across : Side.values()) {
            Observation seen = link.on(across.other()).orElse(null);
            if (seen == null
                    || seen.identity() == 0
                    || link.on(across).isPresent()
                    || !run.rules().isBornOn(across, seen.origin())) {
                continue;
            }
            for (PairSide other : pairsOn(across)) {
                Side beside = other.side().other();
                if (run.store().alike(other.pair(), beside, Set.of(seen.identity()), Set.of(), Set.of()).stream()
                        .anyMatch(known -> known.isOn(beside)
                                && !known.isOn(other.side())
                                && !known.on(beside).orElseThrow().origin().equals(seen.origin()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isDisputed(Link link) {
        Agreement base = link.agreement();
        return base != null && isChanged(link, base, Side.LEFT) && isChanged(link, base, Side.RIGHT);
    }

    private boolean isChanged(Link link, Agreement base, Side side) {
        Observation half = link.on(side).orElse(null);
        return half != null
                && (base.there(side) != (half.presence() != Presence.DELETED)
                        || run.rules().isEdited(half, base, side));
    }

    private List<PairSide> pairsOn(Side side) {
        return pairs.computeIfAbsent(
                side,
                asked -> run.store().pairsOn(run.rules().collection(asked)).stream()
                        .filter(other -> !other.pair().equals(run.pairId()))
                        .toList());
    }

    private Map<String, List<Agreed>> agreed(Side side, List<Link> links) {
        List<String> records =
                links.stream().map(link -> link.on(side).orElseThrow().id()).toList();
        Map<String, List<Agreed>> agreed = new HashMap<>();
        for (PairSide other : pairsOn(side)) {
            for (Link link : run.store().linksOf(other.pair(), other.side(), records)) {
                Agreement base = link.agreement();
                if (base != null && link.syncedAt() != null) {
                    agreed.computeIfAbsent(link.on(other.side()).orElseThrow().id(), id -> new ArrayList<>())
                            .add(new Agreed(
                                    base.there(other.side()), base.of(other.side()), requireNonNull(link.syncedAt())));
                }
            }
        }
        return agreed;
    }
}
