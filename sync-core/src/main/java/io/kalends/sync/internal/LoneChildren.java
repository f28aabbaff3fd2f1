package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.internal.PutOff.Removal;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Children that stand without their parents: before those come to their side, and after those went. */
record LoneChildren<R>(RunContext<R> run, Families<R> families, Jobs<R> jobs, PutOff<R> putOff) {

    /**
     * What makes a record part of its family, whose parent came to the side after it: it is removed, to be made again below
     * that. Nothing where the side took it in by itself, or where it was edited meanwhile, which is planned first.
     */
    Optional<Job<R>> rehome(Link link, Side on) {
        String why = "it belongs to a record that came to the " + on.label() + " side after it";
        if (run.dryRun()) {
            run.log().did(Action.DELETE, on, link, Set.of(), why);
            run.log().did(Action.CREATE, on, link, Set.of(), why);
            return Optional.empty();
        }
        Observation planned = link.on(on).orElseThrow();
        Link now = run.fetchAndObserve(on, Map.of(planned.id(), link)).get(planned.id());
        if (now == null || isHidden(now, on)) {
            Decision.Wait<R> wait =
                    new Decision.Wait<>(on, "it cannot be read in full just now", "it is made part of its family then");
            putOff.waits(link, wait);
            return Optional.empty();
        }
        // What only this side holds of it is not made again, but kept.
        return now.on(on)
                .filter(half -> half.parent() == null && half.fields().equals(planned.fields()))
                .map(half -> jobs.removal(now, new Decision.Remove<>(on, true, why), Contents.none()));
    }

    private boolean isHidden(Link link, Side side) {
        return link.on(side)
                .map(half -> run.rules().fieldNames().stream()
                        .anyMatch(field -> half.fields().get(field).isUnknown()))
                .orElse(false);
    }

    /** Children that the other side still lists, by a look at it, though their parents are to be deleted: they stay. */
    List<Removal.Child> thatStay(List<Removal<R>> removals) {
        Map<Side, Map<String, Link>> children = new EnumMap<>(Side.class);
        for (Removal<R> removal : removals) {
            Job<R> job = removal.jobs().get(0);
            if (job.action() == Action.DELETE) {
                Side across = job.side().other();
                for (Link child : families.childrenOf(removal.link())) {
                    child.on(across)
                            .filter(Observation::isThere)
                            .ifPresent(half -> children.computeIfAbsent(across, side -> new LinkedHashMap<>())
                                    .put(half.id(), child));
                }
            }
        }
        List<Removal.Child> stay = new ArrayList<>();
        children.forEach((side, byRecord) -> run.fetchAndObserve(side, byRecord).values().stream()
                .filter(child -> child.isOn(side))
                .forEach(child -> stay.add(new Removal.Child(child, side.other()))));
        return stay;
    }
}
