package io.kalends.provider.google.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.http.BatchedWrites;
import io.kalends.http.NoTimeLeftException;
import io.kalends.http.WriteTask;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes events, in batches of 50. */
final class GoogleSink implements ChangeSink<CalendarEvent> {

    private static final String MAY_NOT =
            "this account may only read the calendar → ask its owner for the right to write, or sync one way";

    private final GoogleSession session;

    GoogleSink(GoogleSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> idOf(Write.Create<CalendarEvent> create) {
        return create.parent() == null ? Optional.of(EventIds.of(create)) : Optional.empty();
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        List<Write<CalendarEvent>> writes = request.writes();
        session.until(request.deadline());
        try {
            if (!session.writable()) {
                return WriteResponse.of(all(writes, WriteResult.rejected(MAY_NOT)));
            }
        } catch (NoTimeLeftException nothingDone) {
            return WriteResponse.of(all(writes, WriteResult.deferred(WriteTask.NOT_BEGUN, null)));
        }
        Map<String, LeftOutTogether> leftOut = new HashMap<>();
        List<GoogleTask> tasks = writes.stream()
                .map(write -> GoogleTask.of(session, write, leftOut))
                .toList();
        return WriteResponse.of(BatchedWrites.make(session.api().batch(session.place()), tasks));
    }

    private static List<WriteResult<CalendarEvent>> all(
            List<Write<CalendarEvent>> writes, WriteResult<CalendarEvent> result) {
        return Collections.nCopies(writes.size(), result);
    }
}
