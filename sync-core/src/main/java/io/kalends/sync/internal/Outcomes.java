package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.Write;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a link whose write was not done. */
final class Outcomes<R> {

    /** A record that answers "stale" so often in one run keeps changing: it waits. */
    private static final int MAX_STALE = 3;

    static final int MAX_SWINGS = 5;

    /** A person may undo what is put back more often than two programs need to be told apart from people. */
    private static final int MAX_REPETITIONS = 20;

    private final RunContext<R> run;

    Outcomes(RunContext<R> run) {
        this.run = run;
    }

    Link rejected(Job<R> job, String reason) {
        return rejected(job.link(), job.side(), job.recordId(), reason, null);
    }

    /** @param cause what the host's own code threw; {@code null} if nothing did */
    Link rejected(Link link, Side side, @Nullable String record, String reason, @Nullable Throwable cause) {
        return failed(
                link.change().intent(null).build(),
                side,
                record,
                reason,
                "correct the record, or call retry once the cause is gone",
                cause);
    }

    Link orphan(Link link, Side on) {
        return failed(
                link,
                on,
                link.on(on).map(Observation::id).orElse(null),
                "it is the copy of a record that is gone from the " + on.other().label()
                        + " side, maybe deleted while nobody looked",
                "delete it, or call retry to make it a record of its own on both sides");
    }

    private Link failed(Link link, Side side, @Nullable String record, String what, String action) {
        return failed(link, side, record, what, action, null);
    }

    private Link failed(
            Link link, Side side, @Nullable String record, String what, String action, @Nullable Throwable cause) {
        run.log().failed(side, link, record, what, cause);
        return link.change()
                .status(LinkStatus.FAILED)
                .due(null)
                .problem(Problem.told(what, action, run.now()))
                .build();
    }

    /** Nothing is to be done of it as its side is now; nothing was agreed, so any change of it is planned. */
    Link needless(Job<R> job, String reason) {
        if (!(job.write() instanceof Write.Create<R>)) {
            return rejected(job, reason);
        }
        run.log().did(Action.LEAVE, job.side().other(), job.link(), Set.of(), reason);
        return job.link()
                .change()
                .intent(null)
                .agreement(null)
                .status(LinkStatus.LOCAL_ONLY)
                .due(null)
                .unburdened()
                .syncedAt(run.now())
                .build();
    }

    Link deferred(Job<R> job, String reason, @Nullable Duration retryAfter) {
        return deferred(job.link(), job.side(), job.recordId(), reason, retryAfter);
    }

    Link deferred(Link link, Side side, @Nullable String record, String reason, @Nullable Duration retryAfter) {
        int attempts = link.attempts() + 1;
        Link closed = link.change().intent(null).attempts(attempts).build();
        if (retryAfter == null && attempts >= run.rules().pair().retry().attempts()) {
            return failed(
                    closed, side, record, reason + " (" + attempts + " tries)", "call retry once the cause is gone");
        }
        Duration wait =
                retryAfter != null ? retryAfter : run.rules().pair().retry().waitAfter(attempts, run.random());
        return waiting(closed, side, record, reason, wait);
    }

    /** The intent stays open: the next run looks before it repeats anything. */
    Link unknown(Job<R> job, String reason) {
        int attempts = job.link().attempts() + 1;
        Duration wait = run.rules().pair().retry().waitAfter(attempts, run.random());
        return waiting(
                job.link().change().attempts(attempts).build(),
                job.side(),
                job.recordId(),
                "nobody knows whether it was written: " + reason,
                wait);
    }

    Link stale(Link link, int times) {
        if (times < MAX_STALE) {
            return link;
        }
        return waiting(
                link,
                Side.RIGHT,
                link.on(Side.RIGHT).map(Observation::id).orElse(null),
                "it changed each time it was to be written");
    }

    /** It changed before it could be written, and cannot be read now. */
    Link unseen(Link link, Side side, String record) {
        return waiting(link, side, record, "it changed before it was written, and cannot be read");
    }

    Link waiting(Link link, Side side, @Nullable String record, String what) {
        return waiting(link, side, record, what, run.rules().pair().retry().waitAfter(1, run.random()));
    }

    private Link waiting(Link link, Side side, @Nullable String record, String what, Duration wait) {
        run.log().did(Action.WAIT, side, link, record, Set.of(), what);
        return link.change()
                .status(LinkStatus.PENDING)
                .due(run.now().plus(wait))
                .problem(new Problem(what, "nothing: it is tried again on its own", run.now()))
                .build();
    }

    /**
     * Two systems that both rewrite what they get would go on for ever: after some swings the link is given up. So it is where
     * the same value is written again and again, to a side that makes another of it.
     */
    Link swung(Link link, Job<R> job) {
        long values =
                run.prints().over(job.sent(), job.fields().stream().sorted().toList());
        Link.Swings swings = link.swings();
        Instant last = link.syncedAt();
        boolean recent = last != null && last.plus(Duration.ofDays(1)).isAfter(run.now());
        boolean again = values == swings.last();
        int count = recent && (again || values == swings.before()) ? swings.count() + 1 : 0;
        Link noted = link.change()
                .swings(new Link.Swings(count, values, swings.last()))
                .build();
        return count < (again ? MAX_REPETITIONS : MAX_SWINGS)
                ? noted
                : failed(
                        noted,
                        job.side(),
                        job.recordId(),
                        "it swings between the same two values: both sides rewrite what they are given",
                        "find out which of the two programs should leave it alone, then call retry");
    }
}
