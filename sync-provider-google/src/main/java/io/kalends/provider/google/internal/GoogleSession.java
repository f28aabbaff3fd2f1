package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.kalends.calendar.CalendarEvent;
import io.kalends.http.ApiAnswer;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.spi.RemoteCollection.Access;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run's dealings with a calendar. What is true of the calendar as a whole, its zone and what the account may do there, comes
 * with every listing; a session that reads or writes before it lists asks for it once.
 */
final class GoogleSession implements ReplicaSession<CalendarEvent> {

    private static final String FACTS = "timeZone,accessRole";

    private final GoogleReplica replica;
    private final GoogleRequests requests;
    private final GoogleSeries series = new GoogleSeries();
    private GoogleApi api;
    private @Nullable GoogleEvents events;
    private boolean writable;

    GoogleSession(GoogleReplica replica) {
        this.replica = replica;
        this.api = replica.api();
        this.requests = new GoogleRequests(replica.api().calendar(), replica.calendar(), replica.options());
    }

    GoogleApi api() {
        return api;
    }

    /** Has all calls from now on end with that time. */
    void until(Instant deadline) {
        api = replica.api().until(deadline);
    }

    GoogleRequests requests() {
        return requests;
    }

    Place place() {
        return GoogleRefusals.place(replica.calendar());
    }

    /** The series met so far. */
    GoogleSeries series() {
        return series;
    }

    /** An event as a record, an occurrence with what its series says of it, and below it if that is there. */
    Entry<CalendarEvent> read(Event event) {
        Entry<CalendarEvent> entry = events().read(series.complete(event));
        return series.isAlone(event) && entry instanceof Entry.Present<CalendarEvent> present
                ? Entry.present(present.record().childOf(null))
                : entry;
    }

    /** How this calendar's events are read and written. */
    GoogleEvents events() {
        GoogleEvents known = events;
        return known != null ? known : ask();
    }

    /**
     * Whether the account may write here, as Google says.
     *
     * @throws io.kalends.http.NoTimeLeftException if that is not known, and there is no time left to ask
     */
    boolean writable() {
        if (events == null) {
            ask();
        }
        return writable;
    }

    /**
     * Where floating times are written: in the host's zone, not in the calendar's own. Google knows no floating time, so it is
     * kept as a wall time in one zone, and restored to float on its way back. That zone has to be known before anything is
     * read, for the projection, and must not change: a user who moves his calendar to another zone would move every floating
     * event by hours. Where an account's calendars live elsewhere than the host, the host says so: ProviderSettings.zone.
     */
    ZoneId zone() {
        return replica.zone();
    }

    /**
     * Asks whether the calendar is there for this account.
     *
     * @throws io.kalends.sync.SyncException if it is not
     */
    void checkAccess() {
        ask();
    }

    private GoogleEvents ask() {
        ApiAnswer answer = api.send(place(), requests.list().setMaxResults(1).setFields(FACTS));
        if (!answer.isOk()) {
            throw GoogleRefusals.listing(place(), answer, false);
        }
        return learn(GoogleApi.read(answer, Events.class, place()));
    }

    /** Takes over what a listing says of the calendar. */
    GoogleEvents learn(Events page) {
        Access access = GoogleCalendars.access(page.getAccessRole());
        if (access == Access.BUSY_ONLY) {
            throw new RejectedException(
                    place(),
                    "the account sees only when this calendar is busy (" + page.getAccessRole() + ")",
                    "ask its owner to share the details, or use its busy times");
        }
        ZoneId zone = Objects.requireNonNullElse(GoogleCalendars.zone(page.getTimeZone()), replica.zone());
        writable = access == Access.WRITE;
        GoogleEvents learnt = GoogleEvents.of(
                zone,
                replica.zone(),
                new GoogleRights(writable, replica.options().invite(), replica.calendar()));
        events = learnt;
        return learnt;
    }

    @Override
    public ChangeSource<CalendarEvent> source() {
        return new GoogleSource(this);
    }

    @Override
    public Optional<ChangeSink<CalendarEvent>> sink() {
        return replica.isWritable() ? Optional.of(new GoogleSink(this)) : Optional.empty();
    }

    /** The connection's HTTP stays open for other sessions. */
    @Override
    public void close() {}
}
