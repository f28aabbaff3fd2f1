package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks after a known record when a new row comes up under its name: it may be gone without a word, since not every listing
 * tells, and then the new row is what it became. Two rows that are both there are two records.
 */
final class Namesakes<R> {

    private final RunContext<R> run;
    private final Set<String> lookedAt = new HashSet<>();
    private final Set<Long> unreadable = new HashSet<>();

    Namesakes(RunContext<R> run) {
        this.run = run;
    }

    /**
     * Looks once a run at each record whose name a new row bears.
     *
     * @param rows links of rows that are new on this side
     * @return those of the links that were looked at, as they are now, by id
     */
    Map<String, Link> look(Side side, List<Link> rows) {
        Set<Long> names = rows.stream().map(row -> nameOn(side, row)).collect(Collectors.toSet());
        names.remove(0L);
        Map<String, Link> now = new HashMap<>();
        if (names.isEmpty()) {
            return now;
        }
        Set<String> fresh = rows.stream().map(Link::id).collect(Collectors.toSet());
        Map<String, Link> byRecord = new HashMap<>();
        for (Link link : run.store().alike(run.pairId(), side, names, Set.of(), Set.of())) {
            Observation half = link.on(side).orElseThrow();
            if (half.isThere() && !fresh.contains(link.id()) && lookedAt.add(side + link.id())) {
                byRecord.put(half.id(), link);
            }
        }
        if (byRecord.isEmpty()) {
            return now;
        }
        Changes changes = new Changes();
        run.fetch(side, byRecord.keySet()).forEach((id, entry) -> {
            Link link = requireNonNull(byRecord.get(id));
            if (entry instanceof Entry.Unreadable<R>) {
                unreadable.add(nameOn(side, link));
                return;
            }
            Link seen = run.observe(side, link, entry);
            if (!seen.equals(link)) {
                changes.put(seen);
                now.put(seen.id(), seen);
            }
        });
        run.commit(changes);
        return now;
    }

    /**
     * New rows under the names of records that are gone from a side: what becomes of the one is planned with the other, so
     * that what was written anew is not taken for a deletion and another record.
     */
    List<Link> heirs(List<Link> links) {
        Set<String> known = links.stream().map(Link::id).collect(Collectors.toSet());
        List<Link> heirs = new ArrayList<>();
        for (Side side : Side.values()) {
            Set<Long> names = links.stream()
                    .filter(link -> isGone(side, link))
                    .map(link -> nameOn(side, link))
                    .collect(Collectors.toSet());
            names.remove(0L);
            if (names.isEmpty()) {
                continue;
            }
            for (Link link : run.store().alike(run.pairId(), side, names, Set.of(), Set.of())) {
                boolean isNew = link.on(side.other()).isEmpty() && link.intent() == null && link.agreement() == null;
                if (isNew && link.on(side).orElseThrow().isThere() && known.add(link.id())) {
                    heirs.add(link);
                }
            }
        }
        return heirs;
    }

    private static boolean isGone(Side side, Link link) {
        return link.on(side).map(half -> half.presence() == Presence.DELETED).orElse(false) && link.isOn(side.other());
    }

    /** Whether nobody can tell if the record that bears this row's name is still there. */
    boolean isInDoubt(Side side, Link row) {
        return unreadable.contains(nameOn(side, row));
    }

    private static long nameOn(Side side, Link link) {
        return link.on(side).map(Observation::identity).orElse(0L);
    }
}
