package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.provider.google.internal.GoogleErrors.Meaning;
import io.kalends.sync.Entry;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write on its way to its outcome: it names its next step, and is told what Google answered. */
abstract class GoogleTask {

    /** How often a write that clashed is sent again, alone. */
    private static final int CLASHES = 2;

    static final String NOT_BEGUN = "there was no time left to begin it";

    private final GoogleSession session;
    private final String target;
    private @Nullable WriteResult<CalendarEvent> result;
    private int clashes;
    private boolean written;
    private boolean writtenBefore;

    GoogleTask(GoogleSession session, String target) {
        this.session = session;
        this.target = target;
    }

    /**
     * What to send next: one write, or looks.
     *
     * @param writes whether it changes anything
     */
    record Step(List<AbstractGoogleClientRequest<?>> requests, boolean writes) {
        static Step write(AbstractGoogleClientRequest<?> request) {
            return new Step(List.of(request), true);
        }

        static Step look(AbstractGoogleClientRequest<?>... requests) {
            return new Step(List.of(requests), false);
        }
    }

    /** @param leftOut the dates of each series that are left out together, by its id */
    static GoogleTask of(GoogleSession session, Write<CalendarEvent> write, Map<String, LeftOutTogether> leftOut) {
        return write.fold(
                create -> {
                    String parent = create.parent();
                    return parent == null
                            ? new GoogleCreate(session, create)
                            : new GoogleOccurrence(
                                    session,
                                    create,
                                    parent,
                                    leftOut.computeIfAbsent(parent, series -> new LeftOutTogether(session, series)));
                },
                update -> isExcluded(update.revision())
                        ? GoogleReinstate.changed(session, update)
                        : new GoogleUpdate(session, update),
                delete -> isExcluded(delete.revision())
                        ? GoogleReinstate.asRule(session, delete)
                        : new GoogleDelete(session, delete));
    }

    private static boolean isExcluded(@Nullable String revision) {
        return ExcludedDates.REVISION.equals(revision);
    }

    /** What to ask next; only of a task that is not done. */
    abstract Step step();

    /** What Google answered to the last step, if that was one request; unless it was a clash. */
    abstract void answer(GoogleAnswer answer);

    /** What Google answered to the requests of the last step, in their order. */
    void answer(List<GoogleAnswer> answers) {
        answer(answers.get(0));
    }

    /** Empty if it has none: the event cannot be brought to Google's form, and nothing of it is sent. */
    final Optional<Step> next() {
        Step step;
        try {
            step = step();
        } catch (SyncException ofTheCall) {
            throw ofTheCall;
        } catch (RuntimeException ofTheEvent) {
            broken("brought to Google's form", ofTheEvent);
            return Optional.empty();
        }
        writtenBefore = written;
        written |= step.writes();
        return Optional.of(step);
    }

    final void answered(List<GoogleAnswer> answers) {
        if (answers.stream().anyMatch(answer -> answer.status() == GoogleAnswer.UNSENT)) {
            written = writtenBefore;
            done(
                    written
                            ? WriteResult.unknown("it was begun, and there was no time left to go on")
                            : WriteResult.deferred(NOT_BEGUN, null));
        } else if (answers.stream().anyMatch(answer -> answer.status() == GoogleAnswer.LOST)) {
            done(
                    written
                            ? WriteResult.unknown("Google's answer does not say what became of it")
                            : WriteResult.deferred("Google's answer does not speak of it", null));
        } else if (answers.stream().anyMatch(GoogleTask::isClash) && ++clashes <= CLASHES) {
            return; // the same step again, alone
        } else {
            try {
                answer(answers);
            } catch (TransientException unreadable) {
                failed(unreadable);
            } catch (SyncException ofTheCall) {
                throw ofTheCall;
            } catch (RuntimeException ofTheEvent) {
                broken("read at Google", ofTheEvent);
            }
        }
    }

    /** Whatever one event makes go wrong is its own affair; the class alone is told, since a message may quote the event. */
    private void broken(String what, RuntimeException e) {
        String why = e instanceof NotWritable ? e.getMessage() : e.getClass().getSimpleName();
        String reason = "it cannot be " + what + " (" + why + ") → correct the event";
        done(written ? WriteResult.unknown(reason) : WriteResult.rejected(reason));
    }

    private static boolean isClash(GoogleAnswer answer) {
        return !answer.isOk() && GoogleErrors.meaning(answer.problem()) == Meaning.CLASH;
    }

    /** The call of the next step failed, and other writes of the batch are done already. */
    final void failed(SyncException e) {
        if (isDone()) {
            return;
        }
        String reason = String.valueOf(e.getMessage());
        if (e instanceof RateLimitedException limited) {
            // A call that was refused did nothing; an earlier step of this write may have.
            done(
                    looksAfterWriting()
                            ? WriteResult.unknown(reason)
                            : WriteResult.deferred(reason, limited.retryAfter().orElse(null)));
        } else if (e instanceof TransientException) {
            done(written ? WriteResult.unknown(reason) : WriteResult.deferred(reason, null));
        } else {
            done(looksAfterWriting() ? WriteResult.unknown(reason) : WriteResult.deferred(reason, null));
        }
    }

    /** Whether the write was sent, refused as made before or stale, and is now looked at. */
    boolean looksAfterWriting() {
        return false;
    }

    /** What is written to: two writes to the same are made one after the other. */
    String target() {
        return target;
    }

    final boolean isAlone() {
        return clashes > 0;
    }

    final boolean isDone() {
        return result != null;
    }

    final WriteResult<CalendarEvent> result() {
        return requireNonNull(result, "a task that is not done has no result");
    }

    final void done(WriteResult<CalendarEvent> outcome) {
        result = outcome;
    }

    final GoogleSession session() {
        return session;
    }

    final Event read(GoogleAnswer answer) {
        return answer.read(Event.class, session.place());
    }

    /** The event as a listing would show it, as the outcome of a write. */
    final WriteResult<CalendarEvent> stored(Event event, boolean found) {
        Entry<CalendarEvent> entry = session.read(event);
        return entry.fold(
                present -> found ? WriteResult.found(present.record()) : WriteResult.applied(present.record()),
                removed -> WriteResult.gone(),
                unreadable -> WriteResult.unknown("what Google keeps of it cannot be read: " + unreadable.reason()));
    }
}
