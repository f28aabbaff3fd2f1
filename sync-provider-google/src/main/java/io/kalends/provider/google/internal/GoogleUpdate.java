package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.provider.google.internal.GoogleErrors.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;

/** Patches the changed fields on the revision that was seen; one that moved on is told from one that is gone by a look. */
final class GoogleUpdate extends GoogleTask {

    private final Write.Update<CalendarEvent> update;
    private boolean stale;
    private boolean cancelled;

    GoogleUpdate(GoogleSession session, Write.Update<CalendarEvent> update) {
        super(session, update.id());
        this.update = update;
    }

    @Override
    Step step() {
        return stale || cancelled
                ? Step.look(session().requests().get(update.id()))
                : Step.write(session()
                        .requests()
                        .patch(update.id(), session().events().patch(update), update.revision()));
    }

    @Override
    void answer(GoogleAnswer answer) {
        if (stale) {
            done(isGone(answer) ? WriteResult.gone() : WriteResult.stale());
        } else if (cancelled) {
            lookedAtCancelled(answer);
        } else if (answer.isOk()) {
            Event event = read(answer);
            done(GoogleRows.isGone(event) ? WriteResult.gone() : stored(event, false));
        } else if (GoogleErrors.meaning(answer.problem()) == Meaning.CHANGED) {
            stale = true;
        } else if (GoogleErrors.meaning(answer.problem()) == Meaning.DELETED && EventIds.mayBeOccurrence(update.id())) {
            cancelled = true;
        } else {
            done(GoogleErrors.result(answer.problem()));
        }
    }

    /**
     * A cancelled occurrence takes no changes but the one that brings it back. It is a record all the same, and holds of the
     * others nothing, as the projection says.
     */
    private void lookedAtCancelled(GoogleAnswer answer) {
        if (isGone(answer)) {
            done(WriteResult.gone());
            return;
        }
        boolean asSeen = answer.isOk()
                && (update.revision() == null
                        || update.revision().equals(read(answer).getEtag()));
        done(
                asSeen && !update.changed().contains(CalendarEvents.STATUS)
                        ? stored(read(answer), false)
                        : WriteResult.stale());
    }

    /** A look that failed leaves it at stale: the engine looks itself. */
    private boolean isGone(GoogleAnswer answer) {
        return answer.isOk() ? GoogleRows.isGone(read(answer)) : answer.status() == 404 || answer.status() == 410;
    }

    @Override
    boolean looksAfterWriting() {
        return stale || cancelled;
    }
}
