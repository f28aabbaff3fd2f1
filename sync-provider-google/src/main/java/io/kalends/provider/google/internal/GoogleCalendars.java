package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.CalendarList;
import com.google.api.services.calendar.model.CalendarListEntry;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.Place;
import io.kalends.sync.spi.CollectionDirectory;
import io.kalends.sync.spi.RemoteCollection;
import io.kalends.sync.spi.RemoteCollection.Access;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calendars in an account's list, hidden ones too, and what the account may do with each. */
final class GoogleCalendars implements CollectionDirectory {

    private static final int MOST = 250;

    private final GoogleApi api;
    private final Consumer<RemoteCollection> seen;

    /** @param seen is told of each calendar */
    GoogleCalendars(GoogleApi api, Consumer<RemoteCollection> seen) {
        this.api = api;
        this.seen = seen;
    }

    @Override
    public List<RemoteCollection> list() {
        Place place = GoogleRefusals.place("calendar list");
        List<RemoteCollection> calendars = new ArrayList<>();
        String page = null;
        do {
            CalendarList list = page(place, page);
            List<CalendarListEntry> items = list.getItems();
            if (items != null) {
                items.stream()
                        .filter(entry -> !Boolean.TRUE.equals(entry.getDeleted()))
                        .forEach(entry -> calendars.add(collection(entry)));
            }
            page = list.getNextPageToken();
        } while (page != null);
        calendars.forEach(seen);
        return List.copyOf(calendars);
    }

    private CalendarList page(Place place, @Nullable String token) {
        ApiAnswer answer = api.send(
                place,
                GoogleRequests.calendars(api.calendar())
                        .setMaxResults(MOST)
                        .setShowHidden(true)
                        .setPageToken(token));
        if (!answer.isOk()) {
            throw GoogleRefusals.TABLE.exception(place, "listing the calendars", answer);
        }
        return GoogleApi.read(answer, CalendarList.class, place);
    }

    private static RemoteCollection collection(CalendarListEntry entry) {
        String name = entry.getSummaryOverride() != null ? entry.getSummaryOverride() : entry.getSummary();
        return new RemoteCollection(
                entry.getId(),
                name == null ? "" : name,
                access(entry.getAccessRole()),
                Boolean.TRUE.equals(entry.getPrimary()),
                zone(entry.getTimeZone()));
    }

    /** A role that is not known yet is taken for one that reads. */
    static Access access(@Nullable String role) {
        return switch (role == null ? "" : role) {
            case "none", "freeBusyReader" -> Access.BUSY_ONLY;
            case "owner", "writer", "writerWithoutPrivateAccess" -> Access.WRITE;
            default -> Access.READ;
        };
    }

    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknownToThisJava) {
            return null;
        }
    }
}
