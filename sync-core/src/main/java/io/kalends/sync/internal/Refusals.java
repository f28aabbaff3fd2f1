package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.WriteResult;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes that a side refused. What else a run writes or removes may make room for them, as where a value may stand in one
 * row only: after that they are tried again, as long as anything gets through, and only then given up.
 */
final class Refusals<R> {

    private static final int BATCH = 200;

    /** More than this are given up at once: nothing else is kept of so many records in one run. */
    private static final int MAX_REFUSED = 10_000;

    private final RunContext<R> run;
    private final Outcomes<R> outcomes;
    private final Families<R> families;
    private final Map<String, Refusal> refused = new LinkedHashMap<>();
    private final Map<Side, Integer> made = new EnumMap<>(Side.class);
    private final Set<String> madeAgain = new HashSet<>();
    private boolean again;

    /**
     * A refusal.
     *
     * @param record the side's id of the record; {@code null} of a create
     * @param why the side's answer
     * @param after how many writes the side had taken before
     */
    private record Refusal(Side side, @Nullable String record, WriteResult.Rejected<?> why, int after) {}

    Refusals(RunContext<R> run, Outcomes<R> outcomes, Families<R> families) {
        this.run = run;
        this.families = families;
        this.outcomes = outcomes;
    }

    /** How many writes a side has taken; while refused ones are tried again each link counts once, so that this ends. */
    int made(Side side) {
        return made.getOrDefault(side, 0);
    }

    /** A write that was done. */
    void made(Job<R> job) {
        String link = job.link().id();
        refused.remove(link);
        if (!again || madeAgain.add(link)) {
            made.merge(job.side(), 1, Integer::sum);
        }
    }

    /**
     * The link after its write was refused.
     *
     * @param after how many writes the side had taken when its batch began: nobody knows in which order a batch is made
     */
    Link refused(Job<R> job, WriteResult.Rejected<R> why, int after) {
        // What is carried to another name has no plan of its own.
        boolean carried = job.link().on(job.side().other()).isEmpty();
        if (carried || refused.size() >= MAX_REFUSED) {
            return outcomes.rejected(job.link(), job.side(), job.recordId(), why.reason(), why.cause());
        }
        refused.put(job.link().id(), new Refusal(job.side(), job.recordId(), why, after));
        return job.link().change().intent(null).build();
    }

    /** Links whose writes were refused, and that are not to be planned now. */
    Set<String> links() {
        return refused.keySet();
    }

    /** Lets those be planned again for which anything was written since; names them. */
    Set<String> free() {
        again = true;
        Set<String> free = new HashSet<>();
        refused.forEach((link, refusal) -> {
            if (refusal.after() < made(refusal.side())) {
                free.add(link);
            }
        });
        refused.keySet().removeAll(free);
        return free;
    }

    /** Gives up what is left; where the run was stopped before it could be tried again, it is put off. */
    void giveUp() {
        List<String> ids = List.copyOf(refused.keySet());
        for (int from = 0; from < ids.size(); from += BATCH) {
            Changes changes = new Changes();
            List<Link> links = run.store().links(run.pairId(), ids.subList(from, Math.min(from + BATCH, ids.size())));
            Set<String> early = families.belowUnsettled(links);
            for (Link link : links) {
                Refusal refusal = refused.get(link.id());
                if (refusal != null && link.due() != null && link.intent() == null) {
                    changes.put(early.contains(link.id()) ? tooEarly(link, refusal) : closed(link, refusal));
                }
            }
            run.commit(changes);
        }
        refused.clear();
    }

    /** What its parent is yet to become may be what makes it fit. */
    private Link tooEarly(Link link, Refusal refusal) {
        return outcomes.waiting(
                link,
                refusal.side(),
                refusal.record(),
                "refused while the record it belongs to is not as on the other side: "
                        + refusal.why().reason());
    }

    private Link closed(Link link, Refusal refusal) {
        String reason = refusal.why().reason();
        return run.stopped()
                ? outcomes.deferred(link, refusal.side(), refusal.record(), reason, null)
                : outcomes.rejected(
                        link,
                        refusal.side(),
                        refusal.record(),
                        reason,
                        refusal.why().cause());
    }
}
