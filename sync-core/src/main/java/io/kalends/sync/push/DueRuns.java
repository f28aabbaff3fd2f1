package io.kalends.sync.push;

import io.kalends.sync.Action;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Mode;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RetryPolicy;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.Trigger;
import io.kalends.sync.internal.WithheldMessages;
import io.kalends.sync.push.DuePair.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pairs that are due, and runs them. */
final class DueRuns {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync.push");

    private static final int AT_ONCE = 100;

    /** A run that says nothing for so long is taken for dead; if it lives, the engine refuses a second one. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** How soon a failed run is made again. */
    private static final RetryPolicy AGAIN = new RetryPolicy(1, Duration.ofMinutes(1), Duration.ofHours(1));

    private final PushSettings settings;
    private final PairMarks marks;

    DueRuns(PushSettings settings, PairMarks marks) {
        this.settings = settings;
        this.marks = marks;
    }

    List<Ran> run(SyncEngine engine, Function<String, ? extends Optional<? extends SyncPair<?>>> pairs) {
        List<Ran> all = new ArrayList<>();
        Instant now = settings.clock().instant();
        for (DuePair due : ParentsFirst.of(settings.store().duePairs(now, AT_ONCE), pairs)) {
            Instant begin = settings.clock().instant();
            DuePair taken = due.taken(begin.plus(LONGEST), settings.version());
            // Taken before the run, and forgotten only after it: neither a crash nor a mark in between is lost.
            if (settings.store().replacePair(due, taken)) {
                run(engine, pairs, taken, begin).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Whether a poll can wait, because the pair was run for some other reason; then it waits from that run on. */
    private boolean isFresh(SyncEngine engine, SyncPair<?> pair, DuePair taken, Instant now) {
        Duration poll = taken.poll();
        Instant last =
                taken.notified() || poll == null ? null : engine.status(pair).lastSuccessAt();
        if (poll == null || last == null || !last.plus(poll).isAfter(now)) {
            return false;
        }
        settings.store().replacePair(taken, taken.idle(last.plus(poll), settings.version()));
        return true;
    }

    private Optional<Ran> run(
            SyncEngine engine,
            Function<String, ? extends Optional<? extends SyncPair<?>>> pairs,
            DuePair taken,
            Instant now) {
        SyncReport report;
        try {
            Optional<? extends SyncPair<?>> pair = pairs.apply(taken.pair());
            if (pair.isEmpty()) {
                marks.remove(taken.pair());
                return Optional.empty();
            }
            if (isFresh(engine, pair.get(), taken, now)) {
                LOG.debug("pair {} ran lately, it is not polled", taken.pair());
                return Optional.empty();
            }
            report = run(engine, pair.get(), taken);
        } catch (Throwable e) {
            failed(taken, e);
            return Optional.of(new Ran(taken.pair(), null, e));
        }
        finished(taken, report);
        return Optional.of(new Ran(taken.pair(), report, null));
    }

    private static SyncReport run(SyncEngine engine, SyncPair<?> pair, DuePair taken) {
        Named only = taken.notified() ? taken.only() : null;
        Trigger trigger = taken.notified() ? Trigger.NOTIFICATION : Trigger.POLL;
        return only == null
                ? engine.sync(pair, Mode.INCREMENTAL, trigger)
                : engine.sync(pair, only.side(), only.record(), trigger);
    }

    private void finished(DuePair taken, SyncReport report) {
        Instant now = settings.clock().instant();
        if (report.outcome() == Outcome.MORE) {
            marks.change(taken.pair(), row -> row.whole(now, Instant.EPOCH, 0, settings.version()));
            return;
        }
        // Busy elsewhere is as good as done: the engine has left word with whoever runs the pair.
        Duration poll = taken.poll();
        @Nullable DuePair after = poll == null ? null : taken.idle(now.plus(poll), settings.version());
        if (report.tally().count(Action.WAIT) > 0) {
            after = unfinished(taken, report, after, now);
        }
        if (!settings.store().replacePair(taken, after)) {
            marks.change(taken.pair(), row -> row.recovered(settings.version()));
        }
    }

    /** What a provider's quota put off goes on soon: while that moves after a minute, else later and later. */
    private DuePair unfinished(DuePair taken, SyncReport report, @Nullable DuePair idle, Instant now) {
        int inVain = report.writes() > 0 ? 1 : Math.min(taken.failures(), 1_000) + 1;
        Instant again = now.plus(AGAIN.waitAfter(inVain, settings.random()));
        return idle != null && idle.dueAt().isBefore(again)
                ? idle
                : taken.whole(again, Instant.EPOCH, inVain, settings.version());
    }

    private void failed(DuePair taken, Throwable failure) {
        if (failure instanceof AuthorizationException) {
            paused(taken);
            return;
        }
        int failures = Math.min(taken.failures(), 1_000) + 1;
        Duration wait = AGAIN.waitAfter(failures, settings.random());
        if (failure instanceof RateLimitedException limited) {
            wait = limited.retryAfter().orElse(wait);
        }
        Instant again = settings.clock().instant().plus(wait);
        marks.change(taken.pair(), row -> row.whole(again, again, failures, settings.version()));
        tell(taken, again, failure);
    }

    /** After the row was put off: an error that leaves no memory for a line of log must not cost the pair its next turn. */
    private static void tell(DuePair taken, Instant again, Throwable failure) {
        if (failure instanceof SyncException) {
            LOG.warn("pair {} failed, it runs again at {}: {}", taken.pair(), again, failure.getMessage());
        } else {
            LOG.warn("pair {} failed, it runs again at {}", taken.pair(), again, WithheldMessages.of(failure));
        }
    }

    /** Until {@link PushService#resume}, or for a while: whoever was to call it may have died. */
    private void paused(DuePair taken) {
        if (taken.failures() == 0) {
            LOG.warn("pair {} waits until its account is connected again", taken.pair());
        }
        Instant again = settings.clock().instant().plus(Watch.WITHOUT_ACCOUNT);
        marks.change(taken.pair(), row -> row.whole(row.dueAt(), again, taken.failures() + 1, settings.version()));
    }
}
