package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.internal.PutOff.Removal;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.PairState;
import io.kalends.sync.store.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The removals of a run: they come last, and only as many as the guard lets pass or somebody approved. */
record Removals<R>(RunContext<R> run, Batch<R> batch) {

    /**
     * Makes those that may be made, and holds the others.
     *
     * @param planned what is to be removed, by link id
     * @param approvals the approvals that somebody gave
     * @return names those that are held; {@code null} for none
     */
    @Nullable
    String make(Map<String, Removal<R>> planned, Set<String> approvals) {
        Map<String, Removal<R>> removals = new LinkedHashMap<>(planned);
        if (removals.isEmpty()) {
            return null;
        }
        Map<LinkStatus, Long> counts = run.store().counts(run.pairId());
        List<PairState.Removals> recent = Guard.recent(run.state(), run.now());
        long held = counts.getOrDefault(LinkStatus.HELD, 0L)
                - removals.values().stream()
                        .filter(removal -> removal.link().held() != null)
                        .count();
        Map<String, String> parents = parentsAmong(removals);
        long all = removals.entrySet().stream()
                        .filter(one -> !parents.containsKey(one.getKey())
                                && one.getValue().counts())
                        .count()
                + Guard.count(recent)
                + held;
        List<Removal<R>> allowed = new ArrayList<>();
        Map<String, Removal<R>> stopped = new LinkedHashMap<>();
        boolean tooMany = run.rules().pair().guard().holds(all, Guard.linked(counts));
        removals.forEach((id, removal) -> {
            // A child goes, or is held, with its parent.
            Removal<R> root = requireNonNull(removals.get(parents.getOrDefault(id, id)));
            String approval = root.link().held();
            boolean passes = !tooMany || !root.counts() || (approval != null && approvals.contains(approval));
            if (!passes) {
                stopped.put(id, removal);
            } else if (!parents.containsKey(id)) {
                allowed.add(removal);
            }
        });
        if (run.dryRun()) {
            allowed.forEach(removal -> removal.jobs()
                    .forEach(job -> run.log().did(job.action(), job.side(), job.link(), job.fields(), job.why())));
            batch.childrenThatStay(allowed)
                    .forEach(child -> run.log()
                            .did(
                                    Action.CREATE,
                                    child.madeAgainOn(),
                                    child.link(),
                                    Set.of(),
                                    "the record it belonged to goes, but it is still there"));
        } else if (!allowed.isEmpty()) {
            // Counted before they are made: a crash in between counts too many, never too few.
            run.commit(new Changes().state(run.state().withRemovals(Guard.with(recent, run.now(), counted(allowed)))));
            int made = counted(batch.remove(allowed));
            if (made < counted(allowed)) {
                run.commit(new Changes().state(run.state().withRemovals(Guard.with(recent, run.now(), made))));
            }
        }
        return stopped.isEmpty() ? null : hold(stopped, all);
    }

    /**
     * Once all else is written and removed: what was refused is tried again as long as anything gets through.
     *
     * @param moveAll plans and writes what is due
     * @return names those that are held; {@code null} for none
     */
    @Nullable
    String tryRefusedAgain(PutOff<R> putOff, Set<String> approvals, Runnable moveAll) {
        String held = null;
        Set<String> freed = batch.freeRefused();
        while (!freed.isEmpty() && !run.stopped()) {
            moveAll.run();
            Map<String, Removal<R>> again = new LinkedHashMap<>(putOff.removals());
            again.keySet().retainAll(freed);
            String stopped = make(again, approvals);
            held = held == null ? stopped : held;
            freed = batch.freeRefused();
        }
        return held;
    }

    private static <R> int counted(Collection<Removal<R>> removals) {
        return (int) removals.stream().filter(Removal::counts).count();
    }

    /** For each removal whose parent is removed too: the parent's link id. */
    private Map<String, String> parentsAmong(Map<String, Removal<R>> removals) {
        if (run.rules().pair().parentsIn().isPresent()) {
            return Map.of();
        }
        Map<String, String> byRecord = new HashMap<>();
        removals.forEach((id, removal) -> {
            Job<R> job = removal.jobs().get(0);
            if (job.action() == Action.DELETE) {
                byRecord.put(job.side() + " " + job.recordId(), id);
            }
        });
        Map<String, String> parents = new HashMap<>();
        removals.forEach((id, removal) -> {
            Job<R> job = removal.jobs().get(0);
            String parent =
                    removal.link().on(job.side()).map(Observation::parent).orElse(null);
            String root = parent == null ? null : byRecord.get(job.side() + " " + parent);
            if (root != null) {
                parents.put(id, root);
            }
        });
        return parents;
    }

    private String hold(Map<String, Removal<R>> removals, long all) {
        String approval = "hold-" + Long.toHexString(run.prints().text("hold", String.join(",", removals.keySet())));
        Changes changes = new Changes();
        removals.forEach((id, removal) -> {
            Side side = removal.jobs().get(0).side();
            String why = "one of " + all + " removals in 24 hours, more than the guard lets pass";
            run.log()
                    .did(
                            Action.HOLD,
                            side,
                            removal.link(),
                            removal.jobs().get(0).fields(),
                            why);
            changes.put(removal.link()
                    .change()
                    .status(LinkStatus.HELD)
                    .due(null)
                    .held(approval)
                    .problem(new Problem(why, "approve " + approval + ", or bring the records back", run.now()))
                    .build());
        });
        if (!run.dryRun()) {
            run.commit(changes);
        }
        return approval;
    }
}
