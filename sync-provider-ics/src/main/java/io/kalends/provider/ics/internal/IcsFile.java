package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.text.IcsFormatException;
import io.kalends.provider.ics.internal.text.IcsLimits;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.sync.calendar.CalendarEvents;
import io.kalends.sync.record.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file as a side of a pair. An unchanged file is known by its hash, so that a run without changes reads it and no more;
 * a batch of writes is one replacement of the file.
 */
record IcsFile(AtomicFile file, ZoneId zone, Clock clock) implements Replica<CalendarEvent> {

    /** One replacement for so many writes: the larger, the fewer times a large file is written. */
    private static final int BATCH = 1_000;

    static final ReplicaTraits TRAITS =
            ReplicaTraits.writable(new SinkTraits(Recognition.BY_IDENTITY, true, true, BATCH));

    @Override
    public String id() {
        return "ics:" + path().toAbsolutePath().normalize();
    }

    private Path path() {
        return file.path();
    }

    Place place() {
        return IcsErrors.place(String.valueOf(path().getFileName()));
    }

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    @Override
    public ReplicaTraits traits() {
        return TRAITS;
    }

    @Override
    public ReplicaSession<CalendarEvent> open() {
        return new Session(this);
    }

    /** The calendar as it is now; an empty one if there is no file. */
    CalendarText read() {
        try {
            Optional<byte[]> bytes = file.read(IcsLimits.defaults().maxDecodedBytes());
            return bytes.isEmpty() ? CalendarText.empty() : parse(bytes.get());
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "reading the file");
        }
    }

    private CalendarText parse(byte[] bytes) {
        try {
            return CalendarText.of(bytes, zone, clock.instant());
        } catch (IcsFormatException e) {
            throw IcsErrors.of(place(), e);
        }
    }

    List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes) {
        try {
            return file.alone(() -> writeAlone(writes, false));
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing the file");
        }
    }

    /**
     * Reads, edits and replaces the file, which nobody else may write meanwhile.
     *
     * @param removesEmpty whether a file goes with its last event
     */
    List<WriteResult<CalendarEvent>> writeAlone(List<Write<CalendarEvent>> writes, boolean removesEmpty) {
        return writeAlone(read(), writes, removesEmpty);
    }

    /** The same, of a file that is known to hold this. */
    List<WriteResult<CalendarEvent>> writeAlone(
            CalendarText before, List<Write<CalendarEvent>> writes, boolean removesEmpty) {
        if (before.isMissing() && !writes.stream().allMatch(Write.Create.class::isInstance)) {
            throw vanished();
        }
        if (!before.document().complete()) {
            throw new TransientException(
                    place(),
                    "the file is cut off: somebody is writing it, or it is damaged",
                    "it is tried again; if that goes on, put back a whole one; nothing was changed");
        }
        CalendarBatch batch = CalendarBatch.of(before.document(), before.rows(), writes, zone, clock.instant());
        try {
            if (batch.document() != null && removesEmpty && CalendarText.holdsNothing(batch.document())) {
                file.delete();
            } else if (batch.document() != null && before.isMissing()) {
                file.create(batch.document().bytes());
            } else if (batch.document() != null) {
                file.replace(batch.document().bytes());
            }
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing the file");
        }
        return batch.results();
    }

    /** A file that was there and is not: an unmounted disk looks like this, and nobody's events are to be deleted for it. */
    private TransientException vanished() {
        return new TransientException(
                place(), "the file has vanished; nothing was changed", "put it back, or end the pair");
    }

    private static final class Session
            implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent>, ChangeSink<CalendarEvent> {

        private final IcsFile owner;

        /** What a listing of several pages tells, whatever becomes of the file meanwhile: the next one sees that. */
        private @Nullable CalendarText listed;

        /** Whether there is known to have been a file. */
        private boolean existed;

        Session(IcsFile owner) {
            this.owner = owner;
        }

        @Override
        public ChangeSource<CalendarEvent> source() {
            return this;
        }

        @Override
        public ChangeSink<CalendarEvent> sink() {
            return this;
        }

        @Override
        public ChangePage<CalendarEvent> changes(ChangeRequest request) {
            Position position = Position.of(request.cursor(), owner.place());
            existed |= position.isOfAFile();
            CalendarText text = position.offset() > 0 && listed != null ? listed : read();
            if (position.offset() == 0 && text.version().equals(position.version())) {
                return new ChangePage<>(List.of(), request.cursor(), false, Listing.DELTA);
            }
            if (position.offset() > 0 && !text.version().equals(position.version())) {
                throw new CursorExpiredException(
                        owner.place(), "the file was changed since its listing was stopped", "it is listed anew");
            }
            listed = text;
            return Position.page(
                    text.rows().entries(), text.rows().isProof(), position.in(text.version()), request.pageSize());
        }

        private CalendarText read() {
            CalendarText text = owner.read();
            if (text.isMissing() && existed) {
                throw owner.vanished();
            }
            existed |= !text.isMissing();
            return text;
        }

        @Override
        public List<Entry<CalendarEvent>> fetch(Collection<String> ids) {
            EventRows rows = read().rows();
            return ids.stream().distinct().map(rows::entry).toList();
        }

        @Override
        public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
            return WriteResponse.of(owner.write(request.writes()));
        }

        @Override
        public void close() {
            listed = null;
        }
    }

    /**
     * A place in a listing.
     *
     * @param version of the calendar that is listed, or was
     * @param offset how many entries were told; 0 for all
     */
    record Position(String version, int offset) {

        private static final Position START = new Position("", 0);

        static Position of(@Nullable Cursor cursor, Place place) {
            if (cursor == null) {
                return START;
            }
            String[] parts = cursor.token().split(":", -1);
            if (parts.length == 2 && parts[1].matches("\\d{1,9}")) {
                return new Position(parts[0], Integer.parseInt(parts[1]));
            }
            throw new CursorExpiredException(place, "the cursor is not one of a calendar", "it is listed in full");
        }

        /** Whether there was a file when the cursor was made. */
        boolean isOfAFile() {
            return !version.isEmpty() && !version.equals(CalendarText.NO_FILE);
        }

        /** The same place in this version; a listing of another begins at its start. */
        Position in(String current) {
            return new Position(current, offset);
        }

        static ChangePage<CalendarEvent> page(List<Entry<CalendarEvent>> all, boolean proof, Position from, int size) {
            int end = Math.min(all.size(), from.offset() + size);
            boolean more = end < all.size();
            return new ChangePage<>(
                    all.subList(Math.min(from.offset(), end), end),
                    Cursor.of(from.version() + ":" + (more ? end : 0)),
                    more,
                    proof ? Listing.SNAPSHOT : Listing.PARTIAL);
        }
    }
}
