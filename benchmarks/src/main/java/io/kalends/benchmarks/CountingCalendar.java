package io.kalends.benchmarks;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.RecordType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A calendar that counts what is written and keeps next to nothing: a created event is made again from its number when it is
 * asked for, only updated ones are remembered.
 */
final class CountingCalendar
        implements Replica<CalendarEvent>,
                ReplicaSession<CalendarEvent>,
                ChangeSource<CalendarEvent>,
                ChangeSink<CalendarEvent> {

    private final Map<String, Versioned<CalendarEvent>> updated = new HashMap<>();
    private int calls;
    private long created;
    private long updates;

    /** How often the source was asked for anything so far. */
    int calls() {
        return calls;
    }

    long created() {
        return created;
    }

    long updates() {
        return updates;
    }

    @Override
    public ChangePage<CalendarEvent> changes(ChangeRequest request) {
        calls++;
        return request.cursor() == null
                ? new ChangePage<>(List.of(), Cursor.of("empty"), false, ChangePage.Listing.FULL)
                : new ChangePage<>(List.of(), request.cursor(), false, ChangePage.Listing.DELTA);
    }

    @Override
    public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
        calls++;
        return request.ids().stream().map(id -> Entry.present(current(id))).toList();
    }

    private Versioned<CalendarEvent> current(String id) {
        Versioned<CalendarEvent> known = updated.get(id);
        int number = Integer.parseInt(id.substring(0, id.indexOf('@')).substring("event-".length()));
        return known == null ? Versioned.of(id, "v0", GeneratedEvents.event(number, 0)) : known;
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        return WriteResponse.of(request.writes().stream()
                .map(write -> write.fold(this::create, this::update, delete -> {
                    throw new IllegalStateException("nothing was deleted, but a delete came");
                }))
                .toList());
    }

    private WriteResult<CalendarEvent> create(Write.Create<CalendarEvent> create) {
        created++;
        CalendarEvent event = create.record();
        return WriteResult.applied(Versioned.of(event.uid(), "v0", event).withOrigin(create.origin()));
    }

    private WriteResult<CalendarEvent> update(Write.Update<CalendarEvent> update) {
        updates++;
        Versioned<CalendarEvent> stored = Versioned.of(update.id(), "u" + updates, update.record());
        updated.put(update.id(), stored);
        return WriteResult.applied(stored);
    }

    @Override
    public String id() {
        return "counting";
    }

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    @Override
    public ReplicaTraits traits() {
        return ReplicaTraits.writable(new SinkTraits(SinkTraits.Recognition.BY_KEY, true, true, 1_000));
    }

    @Override
    public ReplicaSession<CalendarEvent> open() {
        return this;
    }

    @Override
    public ChangeSource<CalendarEvent> source() {
        return this;
    }

    @Override
    public Optional<ChangeSink<CalendarEvent>> sink() {
        return Optional.of(this);
    }

    @Override
    public void close() {}
}
