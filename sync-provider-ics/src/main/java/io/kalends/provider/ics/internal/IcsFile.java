package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.icalendar.BelowSeries;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventRows;
import io.kalends.icalendar.IcsProjection;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.icalendar.text.IcsLimits;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Place;
import io.kalends.sync.Projection;
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
import io.kalends.sync.record.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
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

    /** How often a write is decided anew because another program saved the file; then it waits for the next run. */
    static final int MOST_TRIES = 3;

    static final ReplicaTraits TRAITS = ReplicaTraits.writable(
                    new SinkTraits(Recognition.BY_IDENTITY, true, true, BATCH))
            .keepingParents();

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
    public Projection<CalendarEvent> projection() {
        return new IcsProjection();
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
        return write(WriteRequest.of(writes)).results();
    }

    /** Reads, decides and replaces the file; where another program saves it in between, all of it once more. */
    private Written write(WriteRequest<CalendarEvent> request) {
        for (int tries = 1; ; tries++) {
            try {
                return file.alone(
                        () -> writeAlone(read(), BelowSeries.named(request.writes()), false, request.deadline()));
            } catch (SavedMeanwhileException e) {
                if (tries == MOST_TRIES) {
                    return new Written(
                            Collections.nCopies(request.writes().size(), IcsErrors.savedMeanwhile()), List.of());
                }
            } catch (IOException e) {
                throw IcsErrors.of(place(), e, "writing the file");
            }
        }
    }

    /**
     * Edits and replaces a file, which no process of ours may write meanwhile.
     *
     * @param before what it is known to hold
     * @param removesEmpty whether it goes with its last event
     * @throws SavedMeanwhileException if it holds something else; then nothing was written
     */
    Written writeAlone(CalendarText before, List<Write<CalendarEvent>> writes, boolean removesEmpty, Instant deadline)
            throws SavedMeanwhileException {
        if (before.isMissing() && !writes.stream().allMatch(Write.Create.class::isInstance)) {
            throw vanished();
        }
        if (!before.document().complete()) {
            throw new TransientException(
                    place(),
                    "the file is cut off: somebody is writing it, or it is damaged",
                    "it is tried again; if that goes on, put back a whole one; nothing was changed");
        }
        checkInTime(place(), deadline, clock);
        CalendarBatch batch = CalendarBatch.of(before.document(), before.rows(), writes, zone, clock.instant());
        IcsDocument document = batch.document();
        if (document == null) {
            return new Written(batch.results(), List.of());
        }
        CalendarText after = removesEmpty && CalendarText.holdsNothing(document)
                ? CalendarText.empty()
                : CalendarText.of(document, batch.rows());
        try {
            put(before, after);
        } catch (SavedMeanwhileException e) {
            throw e;
        } catch (IOException e) {
            throw IcsErrors.of(place(), e, "writing the file");
        }
        String name = String.valueOf(path().getFileName());
        return new Written(batch.results(), List.of(new FileChange(name, before, after)));
    }

    private void put(CalendarText before, CalendarText after) throws IOException {
        if (before.isMissing() && !after.isMissing()) {
            file.create(after.document().bytes());
        } else if (after.isMissing() && !before.isMissing()) {
            file.delete(before.version());
        } else if (!after.isMissing()) {
            file.replace(after.document().bytes(), before.version());
        }
    }

    /**
     * Once its time is over, somebody else may look for a write, and make it.
     */
    static void checkInTime(Place place, Instant deadline, Clock clock) {
        if (!clock.instant().isBefore(deadline)) {
            throw new TransientException(
                    place, "its time was over before it was begun; nothing was changed", "it is tried again");
        }
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

        /** What was written while a listing was under way: it ends where these left the file. */
        private final List<FileChange> sinceListed = new ArrayList<>();

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
        public Optional<ChangeSink<CalendarEvent>> sink() {
            return Optional.of(this);
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
            if (position.offset() == 0 || listed == null) {
                sinceListed.clear();
            }
            listed = text;
            ChangePage<CalendarEvent> page = Position.page(
                    text.rows().entries(), text.rows().isProof(), position.in(text.version()), request.pageSize());
            Cursor after = page.more() ? null : Position.after(page.next(), sinceListed);
            return after == null ? page : new ChangePage<>(page.entries(), after, false, page.listing());
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
        public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
            EventRows rows = read().rows();
            return request.ids().stream().map(rows::entry).toList();
        }

        @Override
        public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
            Written written = owner.write(request);
            existed |= !written.changes().isEmpty();
            if (request.cursor() == null) {
                sinceListed.addAll(written.changes());
            }
            return new WriteResponse<>(written.results(), Position.after(request.cursor(), written.changes()));
        }

        @Override
        public void close() {
            listed = null;
        }
    }
}
