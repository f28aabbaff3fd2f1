package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an event. To Google, deleting an occurrence cancels it; here it means to put it back to the rule of its series, so
 * what may be an occurrence is looked at first. Where the series has no such date any more there is nothing to put it back to,
 * and it is cancelled.
 */
final class GoogleDelete extends GoogleTask {

    private enum Next {
        LOOK,
        LOOK_AT_SERIES,
        RESET,
        DELETE,
        LOOK_AGAIN
    }

    private final Write.Delete<CalendarEvent> delete;
    private Next next;
    private @Nullable Event occurrence;
    private @Nullable Event series;

    GoogleDelete(GoogleSession session, Write.Delete<CalendarEvent> delete) {
        super(session, delete.id());
        this.delete = delete;
        this.next = EventIds.mayBeOccurrence(delete.id()) ? Next.LOOK : Next.DELETE;
    }

    @Override
    protected Step<AbstractGoogleClientRequest<?>> step() {
        GoogleRequests requests = session().requests();
        Event there = occurrence;
        Event above = series;
        return switch (next) {
            case LOOK, LOOK_AGAIN -> Step.look(requests.get(delete.id()));
            case LOOK_AT_SERIES -> Step.look(requests.get(there == null ? delete.id() : there.getRecurringEventId()));
            case RESET ->
                there == null || above == null
                        ? Step.look(requests.get(delete.id()))
                        : Step.write(requests.patch(delete.id(), OccurrenceReset.patch(above, there), there.getEtag()));
            case DELETE ->
                Step.write(requests.delete(delete.id(), there == null ? delete.revision() : there.getEtag()));
        };
    }

    @Override
    protected void answer(ApiAnswer answer) {
        switch (next) {
            case LOOK -> looked(answer);
            case LOOK_AT_SERIES -> seriesLooked(answer);
            case RESET, DELETE -> written(answer);
            case LOOK_AGAIN -> done(isGone(answer) ? WriteResult.gone() : WriteResult.stale());
        }
    }

    private void looked(ApiAnswer answer) {
        if (!answer.isOk()) {
            done(GoogleRefusals.TABLE.result(answer));
            return;
        }
        Event event = read(answer);
        if (GoogleRows.isGone(event)) {
            done(WriteResult.gone());
        } else if (!GoogleRows.isOccurrence(event)) {
            next = Next.DELETE;
        } else if (!isAsSeen(event) && !GoogleRows.isCancelled(event)) {
            done(WriteResult.stale());
        } else {
            occurrence = event;
            next = Next.LOOK_AT_SERIES;
        }
    }

    private void seriesLooked(ApiAnswer answer) {
        Event there = occurrence;
        if (answer.status() == 404 && there != null && !GoogleRows.isCancelled(there)) {
            // One date, by invitation: there is no series to put it back to.
            next = Next.DELETE;
        } else if (isGone(answer)) {
            done(WriteResult.gone());
        } else if (!answer.isOk()) {
            done(GoogleRefusals.TABLE.result(answer));
        } else if (there != null && session().events().isAstray(there, read(answer))) {
            if (GoogleRows.isCancelled(there)) {
                // Whoever cancelled it, the move of its series perhaps: there is nothing left to delete.
                done(WriteResult.deleted());
            } else {
                next = Next.DELETE;
            }
        } else if (there != null && !isAsSeen(there)) {
            done(WriteResult.stale());
        } else {
            series = read(answer);
            next = Next.RESET;
        }
    }

    private boolean isAsSeen(Event event) {
        return delete.revision() == null || delete.revision().equals(event.getEtag());
    }

    private void written(ApiAnswer answer) {
        if (answer.isOk()) {
            done(WriteResult.deleted());
        } else if (GoogleRefusals.meaning(answer) == Meaning.CHANGED) {
            next = Next.LOOK_AGAIN;
        } else {
            done(GoogleRefusals.TABLE.result(answer));
        }
    }

    private boolean isGone(ApiAnswer answer) {
        return answer.isOk() ? GoogleRows.isGone(read(answer)) : answer.status() == 404 || answer.status() == 410;
    }

    @Override
    protected boolean looksAfterWriting() {
        return next == Next.LOOK_AGAIN;
    }
}
