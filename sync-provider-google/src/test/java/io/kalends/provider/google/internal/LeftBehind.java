package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A weekly series at Google, Mondays at nine, whose second occurrence was edited and left behind when somebody moved the
 * series by half an hour.
 */
final class LeftBehind implements AutoCloseable {

    private static final CalendarEvent SERIES = EventSamples.meeting(0).toBuilder()
            .recurrence(Recurrence.of("FREQ=WEEKLY;COUNT=10"))
            .build();

    final EmulatedSide side;
    final String series;
    final String id;

    /** @param habits what Google does with the occurrence */
    LeftBehind(UnaryOperator<GoogleEmulatorBuilder> habits) {
        side = new EmulatedSide(Duration.ZERO, habits);
        series = side.put(SERIES);
        id = side.put(occurrence());
        side.calendar()
                .patch(
                        id,
                        json("{'description':'old','reminders':{'useDefault':false,'overrides':"
                                + "[{'method':'popup','minutes':5}]},'source':{'url':'https://example.org/old'}}"));
        ObjectNode moved = EmulatedSide.json(SERIES.toBuilder()
                .start(EventTime.zoned(EventSamples.MONDAY.atTime(9, 30), EventSamples.BERLIN))
                .end(EventTime.zoned(EventSamples.MONDAY.atTime(10, 30), EventSamples.BERLIN))
                .build());
        side.calendar().patch(series, moved.retain("start", "end"));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    /** The second, at ten. */
    static CalendarEvent occurrence() {
        return EmulatedSide.occurrence(SERIES, 1).toBuilder().title("Tango").build();
    }

    Entry<CalendarEvent> fetched() {
        try (ReplicaSession<CalendarEvent> session = side.replica().open()) {
            return session.source().fetch(FetchRequest.of(List.of(id))).get(0);
        }
    }

    /** The occurrence's record, where there is one. */
    Versioned<CalendarEvent> record() {
        return ((Entry.Present<CalendarEvent>) fetched()).record();
    }

    WriteResult<CalendarEvent> write(Write<CalendarEvent> write) {
        try (ReplicaSession<CalendarEvent> session = side.replica().open()) {
            return session.sink()
                    .orElseThrow()
                    .write(WriteRequest.of(List.of(write)))
                    .results()
                    .get(0);
        }
    }

    /** What Google keeps of the occurrence. */
    JsonNode event() {
        return side.calendar().event(id).orElseThrow();
    }

    @Override
    public void close() {
        side.close();
    }
}
