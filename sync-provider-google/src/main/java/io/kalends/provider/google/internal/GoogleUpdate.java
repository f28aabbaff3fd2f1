package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * Patches the changed fields on the revision that was seen; one that moved on is told from one that is gone by a look. What
 * can only be written beside what is there is looked at before, unless this session saw that very revision.
 */
final class GoogleUpdate extends GoogleTask {

    private enum Next {
        LOOK,
        PATCH,
        LOOK_AT_STALE,
        LOOK_AT_CANCELLED,
        PUT_BACK
    }

    private static final String NOT_OURS = "somebody else called this meeting, so only the own answer can be written"
            + " → ask the organizer to change who is invited";

    private static final String STAYS_CANCELLED = "Google has cancelled this occurrence and does not bring it back";

    private final Write.Update<CalendarEvent> update;
    private Next next = Next.PATCH;
    private @Nullable Event there;
    private @Nullable PutBackOccurrences putBack;
    private @Nullable WriteResult<CalendarEvent> written;

    GoogleUpdate(GoogleSession session, Write.Update<CalendarEvent> update) {
        super(session, update.id());
        this.update = update;
        if (GoogleEvents.needsLook(update)) {
            boolean guests = update.changed().contains(CalendarEvents.ATTENDEES);
            String revision = update.revision();
            there = revision == null || guests
                    ? null
                    : session.series().at(update.id(), revision).orElse(null);
            next = there == null ? Next.LOOK : Next.PATCH;
        }
    }

    @Override
    protected Step<AbstractGoogleClientRequest<?>> step() {
        if (putBack != null) {
            return putBack.step();
        }
        return next != Next.PATCH
                ? Step.look(session().requests().get(update.id()))
                : Step.write(session()
                        .requests()
                        .patch(update.id(), body(), there == null ? update.revision() : there.getEtag()));
    }

    private Event body() {
        Event seen = there;
        return isBroughtBack()
                ? OccurrenceReset.undone(session().events().broughtBack(update, requireNonNull(seen)), seen)
                : session().events().patch(update, seen);
    }

    /** A cancelled occurrence that is to be there again; what it was before is nobody's any more. */
    private boolean isBroughtBack() {
        Event seen = there;
        return seen != null && isCancelledOccurrence(seen) && GoogleEvents.mayBringBack(update);
    }

    @Override
    protected void answer(ApiAnswer answer) {
        switch (next) {
            case LOOK -> looked(answer);
            case PATCH -> patched(answer);
            case LOOK_AT_STALE -> done(isGone(answer) ? WriteResult.gone() : WriteResult.stale());
            case LOOK_AT_CANCELLED -> lookedAtCancelled(answer);
            case PUT_BACK -> putBack(answer);
        }
    }

    private void looked(ApiAnswer answer) {
        if (!answer.isOk()) {
            done(GoogleRefusals.TABLE.result(answer));
        } else if (isGone(answer)) {
            done(WriteResult.gone());
        } else if (!isAsSeen(answer)) {
            done(WriteResult.stale());
        } else if (session().events().isOthersAffair(update, read(answer))) {
            done(WriteResult.rejected(NOT_OURS));
        } else {
            there = read(answer);
            next = Next.PATCH;
        }
    }

    private void patched(ApiAnswer answer) {
        if (answer.isOk()) {
            Event event = read(answer);
            written = written(event);
            if (GoogleRows.isOccurrence(event) || event.getRecurrence() == null) {
                done(written);
            } else {
                putBack = new PutBackOccurrences(session(), event);
                next = Next.PUT_BACK;
            }
        } else if (GoogleRefusals.meaning(answer) == Meaning.CHANGED) {
            next = Next.LOOK_AT_STALE;
        } else if (GoogleRefusals.meaning(answer) == Meaning.DELETED && EventIds.mayBeOccurrence(update.id())) {
            next = Next.LOOK_AT_CANCELLED;
        } else if (GoogleRefusals.meaning(answer) == Meaning.REFUSED && isBroughtBack()) {
            done(staysCancelled(" (" + GoogleRefusals.words(answer) + ")"));
        } else {
            done(GoogleRefusals.TABLE.result(answer));
        }
    }

    private void putBack(ApiAnswer answer) {
        PutBackOccurrences occurrences = requireNonNull(putBack);
        occurrences.answer(answer);
        if (occurrences.areDone()) {
            done(requireNonNull(written));
        }
    }

    private WriteResult<CalendarEvent> written(Event event) {
        if (isCancelledOccurrence(event) && GoogleEvents.mayBringBack(update)) {
            return staysCancelled("");
        }
        return GoogleRows.isGone(event) ? WriteResult.gone() : stored(event, false);
    }

    private static boolean isCancelledOccurrence(Event event) {
        return GoogleRows.isOccurrence(event) && GoogleRows.isCancelled(event);
    }

    /**
     * A cancelled occurrence takes no changes but the one that brings it back. It is a record all the same, and holds of the
     * others nothing, as the projection says.
     */
    private void lookedAtCancelled(ApiAnswer answer) {
        if (isGone(answer)) {
            done(WriteResult.gone());
            return;
        }
        if (!answer.isOk() || !isAsSeen(answer)) {
            done(WriteResult.stale());
        } else if (GoogleEvents.mayBringBack(update)) {
            done(staysCancelled(""));
        } else {
            done(stored(read(answer), false));
        }
    }

    private static WriteResult<CalendarEvent> staysCancelled(String why) {
        return WriteResult.rejected(STAYS_CANCELLED + why + ": its series may have no date at that start any more → "
                + GoogleOccurrence.GIVE_A_DATE);
    }

    private boolean isAsSeen(ApiAnswer answer) {
        return update.revision() == null
                || update.revision().equals(read(answer).getEtag());
    }

    /** A look that failed leaves it at stale: the engine looks itself. */
    private boolean isGone(ApiAnswer answer) {
        return answer.isOk() ? GoogleRows.isGone(read(answer)) : answer.status() == 404 || answer.status() == 410;
    }

    @Override
    protected boolean looksAfterWriting() {
        return next == Next.LOOK_AT_STALE || next == Next.LOOK_AT_CANCELLED || next == Next.PUT_BACK;
    }
}
