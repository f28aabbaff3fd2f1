package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Step;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Tally;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what a run does, for the report and the listeners. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.run");

    private final Listeners listeners;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Action, Integer> left = new EnumMap<>(Action.class);
    private final Map<Action, Integer> right = new EnumMap<>(Action.class);

    RunLog(Listeners listeners) {
        this.listeners = listeners;
    }

    void did(Step step) {
        LOG.debug("pair {}: {}", listeners.run().pair(), step);
        note(step);
    }

    /** @param cause what a host's own code threw; {@code null} if nothing did */
    private void failed(Step step, @Nullable Throwable cause) {
        LOG.warn(
                "pair {}: {} (link {})",
                listeners.run().pair(),
                step,
                step.link(),
                cause == null ? null : WithheldMessages.of(cause));
        note(step);
        if (cause != null) {
            listeners.tell(to -> to.threw(listeners.run(), step, cause));
        }
    }

    private void note(Step step) {
        (step.side() == Side.LEFT ? left : right).merge(step.action(), 1, Integer::sum);
        if (steps.size() < SyncReport.MAX_STEPS) {
            steps.add(step);
        }
        listeners.tell(to -> to.did(listeners.run(), step));
    }

    /** The same, of a link's record on one side. */
    void did(Action action, Side side, Link link, Set<String> fields, String why) {
        did(action, side, link, link.on(side).map(Observation::id).orElse(null), fields, why);
    }

    /** The same, where the link does not know the record yet, or no more. */
    void did(Action action, Side side, Link link, @Nullable String record, Set<String> fields, String why) {
        did(step(action, side, link, record, fields, why));
    }

    /** A write that failed for good. */
    void failed(Side side, Link link, @Nullable String record, String why, @Nullable Throwable cause) {
        failed(step(Action.FAIL, side, link, record, Set.of(), why), cause);
    }

    /**
     * A record that cannot be read.
     *
     * @param news whether that was not known before this run
     */
    void unreadable(Side side, @Nullable Link link, Entry.Unreadable<?> entry, boolean news) {
        Step step = link == null
                ? new Step(Action.UNREADABLE, side, "", entry.id(), null, Set.of(), entry.reason())
                : step(Action.UNREADABLE, side, link, entry.id(), Set.of(), entry.reason());
        if (news) {
            failed(step, entry.cause());
        } else {
            did(step);
        }
    }

    private static Step step(
            Action action, Side side, Link link, @Nullable String record, Set<String> fields, String why) {
        String across = link.on(side.other()).map(Observation::id).orElse(null);
        return new Step(action, side, link.id(), record, across, fields, why);
    }

    Listeners listeners() {
        return listeners;
    }

    List<Step> steps() {
        return steps;
    }

    Tally tally() {
        return new Tally(left, right);
    }
}
