package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.http.ApiAnswer;
import io.kalends.http.WriteTask;
import io.kalends.sync.Entry;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One write on its way to its outcome at Google. */
abstract class GoogleTask extends WriteTask<CalendarEvent, AbstractGoogleClientRequest<?>> {

    private final GoogleSession session;

    GoogleTask(GoogleSession session, String target) {
        super(GoogleRefusals.TABLE, target);
        this.session = session;
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

    @Override
    protected String why(RuntimeException e) {
        return e instanceof NotWritable ? String.valueOf(e.getMessage()) : super.why(e);
    }

    final GoogleSession session() {
        return session;
    }

    final Event read(ApiAnswer answer) {
        return GoogleApi.read(answer, Event.class, session.place());
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
