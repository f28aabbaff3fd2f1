package io.kalends.provider.google.internal;

import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.Events;
import io.kalends.calendar.CalendarEvent;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists a calendar's events by sync tokens: singles, series and the occurrences that differ from theirs, never instances.
 *
 * <p>The listing has no time window: Google's sync tokens do not keep one, so the engine looks at what lies outside.
 */
final class GoogleSource implements ChangeSource<CalendarEvent> {

    private final GoogleSession session;

    GoogleSource(GoogleSession session) {
        this.session = session;
    }

    @Override
    public ChangePage<CalendarEvent> changes(ChangeRequest request) {
        session.until(request.deadline());
        GoogleCursor at = GoogleCursor.of(request.cursor(), session.place());
        // A change of these parameters makes older tokens useless: raise GoogleCursor.QUERY with it.
        Calendar.Events.List list = session.requests()
                .list()
                .setSingleEvents(false)
                .setShowDeleted(true)
                .setMaxResults(Math.min(request.pageSize(), GoogleRequests.MOST))
                .setSyncToken(at.syncToken())
                .setPageToken(at.pageToken());
        ApiAnswer answer = session.api().send(session.place(), list);
        if (!answer.isOk()) {
            throw GoogleRefusals.listing(session.place(), answer, request.cursor() != null);
        }
        Events page = GoogleApi.read(answer, Events.class, session.place());
        session.learn(page);
        boolean full = at.syncToken() == null;
        GooglePage rows = GooglePage.of(session, page.getItems(), full);
        return new ChangePage<>(
                rows.entries(),
                next(at, page),
                page.getNextPageToken() != null,
                full ? Listing.FULL : Listing.DELTA,
                rows.families());
    }

    private static @Nullable Cursor next(GoogleCursor at, Events page) {
        if (page.getNextPageToken() != null) {
            return at.page(page.getNextPageToken());
        }
        return page.getNextSyncToken() == null ? null : GoogleCursor.since(page.getNextSyncToken());
    }

    @Override
    public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
        session.until(request.deadline());
        return request.ids().isEmpty() ? List.of() : new GoogleLook(session).at(request.ids());
    }
}
