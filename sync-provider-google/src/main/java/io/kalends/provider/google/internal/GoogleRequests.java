package io.kalends.provider.google.internal;

import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.Channel;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.FreeBusyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds requests to one calendar. Building calls nobody, so that the library's checked exception cannot happen. */
final class GoogleRequests {

    /** Google's largest page. */
    static final int MOST = 2_500;

    private final Calendar api;
    private final String calendar;
    private final GoogleOptions options;

    GoogleRequests(Calendar api, String calendar, GoogleOptions options) {
        this.api = api;
        this.calendar = calendar;
        this.options = options;
    }

    Calendar.Events.List list() {
        return built(() -> api.events().list(calendar));
    }

    Calendar.Events.Get get(String id) {
        return built(() -> api.events().get(calendar, id));
    }

    /** The occurrence of a series that the rule puts at this start, cancelled or not. */
    Calendar.Events.Instances occurrence(String series, String originalStart) {
        return built(() -> api.events()
                .instances(calendar, series)
                .setOriginalStart(originalStart)
                .setShowDeleted(true)
                .setMaxResults(2));
    }

    /** The occurrences of a series that were put back to its rule, as far as they stand apart from it. */
    Calendar.Events.List putBack(String series) {
        return list().setSingleEvents(false)
                .setMaxResults(MOST)
                .setPrivateExtendedProperty(List.of(OccurrenceReset.OF + "=" + series));
    }

    /** An event, its occurrences too, by what names it in all calendars; nothing that is cancelled. */
    Calendar.Events.List ofUid(String uid) {
        return list().setSingleEvents(false).setMaxResults(MOST).setICalUID(uid);
    }

    /** Conference and attachments are ignored by Google unless it is told that they are meant. */
    Calendar.Events.Insert insert(Event event) {
        return built(() -> api.events()
                .insert(calendar, event)
                .setConferenceDataVersion(1)
                .setSupportsAttachments(true)
                .setSendUpdates(options.sendUpdates()));
    }

    Calendar.Events.Patch patch(String id, Event changes, @Nullable String etag) {
        Calendar.Events.Patch patch = built(() -> api.events()
                .patch(calendar, id, changes)
                .setConferenceDataVersion(1)
                .setSupportsAttachments(true)
                .setSendUpdates(options.sendUpdates()));
        patch.getRequestHeaders().setIfMatch(etag);
        return patch;
    }

    Calendar.Events.Delete delete(String id, @Nullable String etag) {
        Calendar.Events.Delete delete =
                built(() -> api.events().delete(calendar, id).setSendUpdates(options.sendUpdates()));
        delete.getRequestHeaders().setIfMatch(etag);
        return delete;
    }

    static Calendar.CalendarList.List calendars(Calendar api) {
        return built(() -> api.calendarList().list());
    }

    static Calendar.Freebusy.Query busy(Calendar api, FreeBusyRequest request) {
        return built(() -> api.freebusy().query(request));
    }

    static Calendar.Events.Watch watch(Calendar api, String calendar, Channel channel) {
        return built(() -> api.events().watch(calendar, channel));
    }

    static Calendar.Channels.Stop stop(Calendar api, Channel channel) {
        return built(() -> api.channels().stop(channel));
    }

    private interface Built<T> {
        T build() throws IOException;
    }

    private static <T> T built(Built<T> request) {
        try {
            return request.build();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
