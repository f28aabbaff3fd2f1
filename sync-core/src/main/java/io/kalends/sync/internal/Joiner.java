package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins rows that nothing answers to with the links, or the rows of the other side, that stand for the same record. */
final class Joiner<R> {

    private final RunContext<R> run;
    private final Recognition<R> recognition;
    private final Families<R> families;
    private final Renamed<R> renamed;
    private final Namesakes<R> namesakes;
    private final PutOff<R> putOff;
    private final Set<String> absorbed = new HashSet<>();

    Joiner(RunContext<R> run, Namesakes<R> namesakes, Families<R> families, Renamed<R> renamed, PutOff<R> putOff) {
        this.run = run;
        this.families = families;
        this.renamed = renamed;
        this.recognition = new Recognition<>(run);
        this.namesakes = namesakes;
        this.putOff = putOff;
    }

    /** Whether a row went into another link. */
    boolean isAbsorbed(Link link) {
        return absorbed.contains(link.id());
    }

    /**
     * Joins what can be told; a row that may be, or be a copy of, what cannot be read waits.
     *
     * @param listed the sides whose listing is complete
     * @return the links that are to be planned
     */
    List<Link> join(List<Link> links, Set<Side> listed, Changes changes) {
        Map<String, Link> byId = new LinkedHashMap<>();
        links.forEach(link -> byId.put(link.id(), link));
        List<Link> parents = new ArrayList<>();
        for (Side side : Side.values()) {
            if (!listed.contains(side.other())) {
                continue;
            }
            List<Link> rows = byId.values().stream()
                    .filter(link -> link.isOn(side))
                    .filter(link -> isNew(link, side.other()))
                    .toList();
            if (rows.isEmpty()) {
                continue;
            }
            namesakes.look(side, rows).forEach((id, link) -> byId.replace(id, link));
            Recognition.Found found = recognition.recognise(side, rows, listed);
            found.own().forEach((id, link) -> byId.replace(id, link));
            found.joined().forEach((row, link) -> absorb(row, link, byId, changes));
            found.joined().values().stream().filter(renamed::mayHaveChildren).forEach(parents::add);
            rows.forEach(row -> {
                if (namesakes.isInDoubt(side, row) || found.doubtful().contains(row.id())) {
                    waitInDoubt(side, row, byId);
                }
            });
        }
        Set<String> planned = new HashSet<>(absorbed);
        planned.addAll(byId.keySet());
        for (Side side : Side.values()) {
            families.callHome(parents, side, planned, changes);
        }
        return List.copyOf(byId.values());
    }

    private void absorb(String row, Link link, Map<String, Link> open, Changes changes) {
        if (row.equals(link.id()) || absorbed.contains(link.id())) {
            return;
        }
        absorbed.add(row);
        moveKept(open.get(row), link, changes);
        putOff.waiting().remove(row);
        // What was to go is here again.
        putOff.removals().remove(link.id());
        open.remove(row);
        open.put(link.id(), link);
        changes.forget(row);
        changes.put(link);
    }

    /** A link that had a history, before its record was dropped or its other side changed, leaves its kept versions. */
    private void moveKept(@Nullable Link from, Link to, Changes changes) {
        if (from == null || (from.life() == 0 && from.syncedAt() == null)) {
            return;
        }
        for (KeptVersion version : run.store().kept(from.pair(), from.id())) {
            changes.keep(new KeptVersion(
                    version.id(), to.id(), version.side(), version.at(), false, version.reason(), version.content()));
        }
    }

    private void waitInDoubt(Side side, Link row, Map<String, Link> open) {
        if (open.remove(row.id()) != null) {
            putOff.waits(
                    row,
                    new Decision.Wait<>(
                            side.other(),
                            "another record, which this may be or be a copy of, cannot be read",
                            "it is tried again on its own, once that one can be read"));
        }
    }

    /** A row that nothing answers to across: one that was never there, or that was gone from both sides and is back. */
    private static boolean isNew(Link link, Side across) {
        Agreement base = link.agreement();
        return link.on(across).isEmpty()
                ? base == null
                : base != null
                        && !base.leftThere()
                        && !base.rightThere()
                        && link.on(across).orElseThrow().presence() == Presence.DELETED;
    }
}
