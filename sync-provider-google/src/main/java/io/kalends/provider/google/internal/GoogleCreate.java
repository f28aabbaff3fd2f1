package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.http.ApiAnswer;
import io.kalends.http.Meaning;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;

/**
 * Inserts an event under an id made of the key, with the dates that it leaves out; Google refuses it the second time, and
 * then the first is looked at.
 */
final class GoogleCreate extends GoogleTask {

    private static final String NOTHING_TO_CANCEL = "it is cancelled, and its series is not there to cancel it in";

    private final String id;
    private Write.Create<CalendarEvent> create;
    private boolean taken;

    GoogleCreate(GoogleSession session, Write.Create<CalendarEvent> create) {
        super(session, EventIds.of(create));
        this.create = create;
        this.id = EventIds.of(create);
        if (create.record().isOccurrence() && create.record().status() == EventStatus.CANCELLED) {
            done(WriteResult.needless(NOTHING_TO_CANCEL));
        }
    }

    @Override
    protected Step<AbstractGoogleClientRequest<?>> step() {
        return taken
                ? Step.look(session().requests().get(id))
                : Step.write(session().requests().insert(session().events().insertion(create, id)));
    }

    @Override
    protected void answer(ApiAnswer answer) {
        if (taken) {
            looked(answer);
        } else if (answer.isOk()) {
            Event made = read(answer);
            session().series().write(made);
            done(stored(made, false));
        } else if (GoogleRefusals.meaning(answer) == Meaning.DUPLICATE) {
            taken = true;
        } else if (GoogleRefusals.meaning(answer) == Meaning.REFUSED
                && !create.holes().isEmpty()) {
            // Whatever it refuses of them: each has a create of its own.
            create = new Write.Create<>(
                    create.key(), create.record(), create.parent(), create.origin(), create.formerId());
        } else if (GoogleRefusals.meaning(answer) == Meaning.MISSING) {
            done(WriteResult.rejected("the calendar is not there (" + GoogleRefusals.words(answer)
                    + ") → share it with this account again, or remove the pair"));
        } else {
            done(GoogleRefusals.TABLE.result(answer));
        }
    }

    private void looked(ApiAnswer answer) {
        if (answer.isOk()) {
            Event event = read(answer);
            done(GoogleRows.isGone(event) ? WriteResult.gone() : stored(event, true));
            return;
        }
        Meaning meaning = GoogleRefusals.meaning(answer);
        done(
                meaning == Meaning.MISSING || meaning == Meaning.DELETED
                        ? WriteResult.gone()
                        : WriteResult.unknown(
                                "it is there already and cannot be read (" + GoogleRefusals.words(answer) + ")"));
    }

    @Override
    protected boolean looksAfterWriting() {
        return taken;
    }
}
