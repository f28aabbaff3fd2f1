package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run puts off to its end: removals, and links that something outside them keeps waiting. */
final class PutOff<R> {

    private final RunContext<R> run;
    private final Map<String, Removal<R>> removals = new LinkedHashMap<>();
    private final Map<String, Link> waiting = new LinkedHashMap<>();

    PutOff(RunContext<R> run) {
        this.run = run;
    }

    /**
     * A removal, or an overwriting with nothing, that was decided on.
     *
     * @param jobs its writes, right side first
     * @param counts whether the guard counts it
     */
    record Removal<R>(Link link, List<Job<R>> jobs, boolean counts) {

        /** A child that is made again on the side from which its parent goes. */
        record Child(Link link, Side madeAgainOn) {}
    }

    /** The removals, by link id. */
    Map<String, Removal<R>> removals() {
        return removals;
    }

    /** Links that wait, as they should be stored if that does not change. */
    Map<String, Link> waiting() {
        return waiting;
    }

    /** Lets a link wait. */
    void waits(Link link, Decision.Wait<R> wait) {
        Problem before = link.problem();
        Instant since = before != null && before.what().equals(wait.what()) ? before.since() : run.now();
        waiting.put(
                link.id(),
                link.change()
                        .status(LinkStatus.PENDING)
                        .due(run.now().plus(run.rules().pair().retry().waitAfter(1, run.random())))
                        .problem(new Problem(wait.what(), wait.action(), since))
                        .build());
    }
}
