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
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.record.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A calendar of so many generated events that answers with what changed. It remembers the few that were edited, and fails on
 * any write: what comes from here must not come back.
 */
final class GeneratedCalendar implements Replica<CalendarEvent>, ChangeSource<CalendarEvent> {

    private static final String PREFIX = "g-";

    private final int size;
    private final Map<Integer, Integer> versions = new HashMap<>();
    private final List<Integer> edits = new ArrayList<>();
    private int calls;

    GeneratedCalendar(int size) {
        this.size = size;
    }

    static String id(int number) {
        return PREFIX + number;
    }

    /** Edits so many events, spread over the whole calendar. */
    void edit(int count) {
        for (int i = 0; i < count; i++) {
            int number = (int) ((long) i * size / count);
            versions.merge(number, 1, Integer::sum);
            edits.add(number);
        }
    }

    /** How often the source was asked for anything so far. */
    int calls() {
        return calls;
    }

    @Override
    public ChangePage<CalendarEvent> changes(ChangeRequest request) {
        calls++;
        String token = request.cursor() == null ? "list:0" : request.cursor().token();
        int from = Integer.parseInt(token.substring(token.indexOf(':') + 1));
        return token.startsWith("list:") ? list(from, request.pageSize()) : edited(from);
    }

    private ChangePage<CalendarEvent> list(int from, int max) {
        int to = Math.min(size, from + max);
        List<Entry<CalendarEvent>> entries = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            entries.add(present(number));
        }
        boolean more = to < size;
        return new ChangePage<>(
                entries, Cursor.of(more ? "list:" + to : "edit:" + edits.size()), more, ChangePage.Listing.FULL);
    }

    private ChangePage<CalendarEvent> edited(int from) {
        List<Entry<CalendarEvent>> entries =
                edits.subList(from, edits.size()).stream().map(this::present).toList();
        return new ChangePage<>(entries, Cursor.of("edit:" + edits.size()), false, ChangePage.Listing.DELTA);
    }

    @Override
    public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
        calls++;
        return request.ids().stream()
                .map(id -> present(Integer.parseInt(id.substring(PREFIX.length()))))
                .toList();
    }

    private Entry<CalendarEvent> present(int number) {
        return Entry.present(GeneratedEvents.record(id(number), number, versions.getOrDefault(number, 0)));
    }

    @Override
    public String id() {
        return "generated";
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
        return new Session(this);
    }

    private record Session(GeneratedCalendar calendar)
            implements ReplicaSession<CalendarEvent>, ChangeSink<CalendarEvent> {

        @Override
        public ChangeSource<CalendarEvent> source() {
            return calendar;
        }

        @Override
        public Optional<ChangeSink<CalendarEvent>> sink() {
            return Optional.of(this);
        }

        @Override
        public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
            throw new IllegalStateException(
                    "nothing was to be written here, but " + request.writes().size() + " writes came");
        }

        @Override
        public void close() {}
    }
}
