package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings back an occurrence that its series leaves out: takes the date out of the EXDATE lines, on the revision of the
 * series that was just seen, and then makes the occurrence what it is to be.
 */
final class GoogleReinstate extends GoogleTask {

    /** How often a series that changed between the look and the write is looked at again. */
    private static final int TRIES = 3;

    private enum Next {
        LOOK,
        TAKE_IN,
        LOOK_AT_OCCURRENCE,
        CHANGE
    }

    private final String id;
    private final String above;
    private final Write.@Nullable Update<CalendarEvent> update;
    private Next next = Next.LOOK;
    private @Nullable Event series;
    private @Nullable Event occurrence;
    private @Nullable EventTime date;
    private boolean takenIn;
    private int tries;

    private GoogleReinstate(
            GoogleSession session, String id, String above, Write.@Nullable Update<CalendarEvent> update) {
        // All dates of a series stand in the same lines: they are written one after the other.
        super(session, above);
        this.id = id;
        this.above = above;
        this.update = update;
    }

    /** As the rule of the series makes it. */
    static GoogleReinstate asRule(GoogleSession session, Write.Delete<CalendarEvent> delete) {
        return new GoogleReinstate(session, delete.id(), series(delete.id()), null);
    }

    /** As an occurrence of its own; a change that leaves it cancelled changes nothing. */
    static GoogleReinstate changed(GoogleSession session, Write.Update<CalendarEvent> update) {
        return new GoogleReinstate(session, update.id(), series(update.id()), update);
    }

    private static String series(String id) {
        return EventIds.series(id).orElse(id);
    }

    @Override
    protected Step<AbstractGoogleClientRequest<?>> step() {
        GoogleRequests requests = session().requests();
        Event rule = series;
        Event there = occurrence;
        if (next == Next.TAKE_IN && rule != null) {
            return Step.write(requests.patch(above, session().events().withoutExcluded(rule, id), rule.getEtag()));
        }
        if (next == Next.CHANGE && rule != null && there != null) {
            return Step.write(requests.patch(id, change(rule, there), there.getEtag()));
        }
        return next == Next.LOOK_AT_OCCURRENCE
                ? Step.look(requests.get(id))
                : Step.look(requests.get(above), requests.get(id));
    }

    private Event change(Event rule, Event there) {
        EventTime start = date;
        return update == null || start == null
                ? OccurrenceReset.patch(rule, there)
                : OccurrenceReset.undone(session().events().reinstated(update, start), there);
    }

    @Override
    protected void answer(List<ApiAnswer> answers) {
        if (answers.size() == 2) {
            looked(answers.get(0), answers.get(1));
        } else {
            answer(answers.get(0));
        }
    }

    private void looked(ApiAnswer seriesAnswer, ApiAnswer answer) {
        if (!seriesAnswer.isOk()) {
            done(GoogleRefusals.TABLE.result(seriesAnswer));
            return;
        }
        if (!answer.isOk() && answer.status() != 404 && answer.status() != 410) {
            done(GoogleRefusals.TABLE.result(answer));
            return;
        }
        Event rule = read(seriesAnswer);
        EventTime leftOut = session().events().excludedDates(rule).get(id);
        series = rule;
        if (GoogleRows.isGone(rule)) {
            done(WriteResult.gone());
        } else if (leftOut == null) {
            // Somebody else took it in; what the occurrence is now, a look will tell.
            done(WriteResult.stale());
        } else if (update != null && staysCancelled(update)) {
            done(WriteResult.applied(session().events().excludedDate(rule, leftOut)));
        } else {
            date = leftOut;
            occurrence = answer.isOk() ? read(answer) : null;
            next = Next.TAKE_IN;
        }
    }

    private static boolean staysCancelled(Write.Update<CalendarEvent> update) {
        return !update.changed().contains(CalendarEvents.STATUS)
                || update.record().status() == EventStatus.CANCELLED;
    }

    @Override
    protected void answer(ApiAnswer answer) {
        switch (next) {
            case TAKE_IN -> takenIn(answer);
            case LOOK_AT_OCCURRENCE -> lookedAtOccurrence(answer);
            default -> changed(answer);
        }
    }

    private void takenIn(ApiAnswer answer) {
        if (answer.isOk()) {
            takenIn = true;
            series = read(answer);
            // Where Google shows nothing of the occurrence, it is as its rule makes it from now on.
            if (update == null && occurrence == null) {
                done(WriteResult.deleted());
            } else {
                next = Next.LOOK_AT_OCCURRENCE;
            }
        } else if (GoogleRefusals.meaning(answer) == Meaning.CHANGED) {
            if (++tries < TRIES) {
                next = Next.LOOK;
            } else {
                done(WriteResult.stale());
            }
        } else {
            done(GoogleRefusals.TABLE.result(answer));
        }
    }

    private void lookedAtOccurrence(ApiAnswer answer) {
        if (!answer.isOk()) {
            done(
                    update == null
                            ? WriteResult.deleted()
                            : WriteResult.unknown("its date is taken in, and it cannot be seen ("
                                    + GoogleRefusals.words(answer) + ")"));
            return;
        }
        Event there = read(answer);
        if (update == null && !GoogleRows.isCancelled(there)) {
            done(WriteResult.deleted());
        } else {
            occurrence = there;
            next = Next.CHANGE;
        }
    }

    private void changed(ApiAnswer answer) {
        if (answer.isOk()) {
            done(update == null ? WriteResult.deleted() : stored(read(answer), false));
        } else if (GoogleRefusals.meaning(answer) == Meaning.CHANGED && ++tries < TRIES) {
            next = Next.LOOK_AT_OCCURRENCE;
        } else {
            done(WriteResult.unknown(
                    "its date is taken in, and the rest was not done (" + GoogleRefusals.words(answer) + ")"));
        }
    }

    @Override
    protected boolean looksAfterWriting() {
        return takenIn;
    }
}
