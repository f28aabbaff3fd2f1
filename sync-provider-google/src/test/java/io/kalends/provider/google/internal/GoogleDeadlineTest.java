package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.emulators.google.InjectedFault;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.TransientException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever writes says when he stops waiting: then nothing more is begun, and what was begun is not waited for. */
class GoogleDeadlineTest {

    private static final Duration TIME = Duration.ofMinutes(5);

    /** Of the connection: longer than what is left in any test. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmulatedSide side = new EmulatedSide(settings -> settings.timeouts(PATIENCE, PATIENCE));
    private final ReplicaSession<CalendarEvent> session = side.replica().open();

    @AfterEach
    void stop() {
        session.close();
        side.close();
    }

    private Instant deadline() {
        return side.clock().instant().plus(TIME);
    }

    private List<WriteResult<CalendarEvent>> write(Instant deadline, List<Write<CalendarEvent>> writes) {
        return session.sink()
                .orElseThrow()
                .write(new WriteRequest<>(writes, deadline, null))
                .results();
    }

    private WriteResult<CalendarEvent> write(Instant deadline, Write<CalendarEvent> write) {
        return write(deadline, List.of(write)).get(0);
    }

    /** The time is over as soon as such a call is done. */
    private void overAfter(String call) {
        side.google().faults().inject(GoogleFault.meanwhileAfterCommit(() -> side.advance(TIME)), CallPattern.of(call));
    }

    private static Write<CalendarEvent> create(int n) {
        return new Write.Create<>("key-" + n, EventSamples.meeting(n), null, "app/" + n, null);
    }

    private static void assertNotBegun(WriteResult<CalendarEvent> result) {
        assertThat(result).isEqualTo(WriteResult.deferred("there was no time left to begin it", null));
    }

    @Test
    void beginsNothingOnceTheTimeIsOver() {
        assertThat(write(side.clock().instant(), List.of(create(1), create(2))))
                .allSatisfy(GoogleDeadlineTest::assertNotBegun);

        assertThat(side.google().calls().all()).isEmpty();
    }

    @Test
    void beginsNoWriteWhereTheTimeIsOverOnceItIsKnownThatTheAccountMayWrite() {
        overAfter("events.list");

        assertNotBegun(write(deadline(), create(1)));
        assertThat(side.calendar().events()).isEmpty();
    }

    @Test
    void beginsNothingWhereTheCredentialsTookTheTime() {
        side.hook(() -> side.advance(TIME));

        assertNotBegun(write(deadline(), create(1)));
        assertThat(side.google().calls().all()).isEmpty();
    }

    @Test
    void repeatsNothingWhereTheTimeWentWithARefusedToken() {
        write(deadline(), create(0));
        side.google().expireAccessTokens();
        side.google().faults().inject(GoogleFault.meanwhile(() -> side.advance(TIME)), CallPattern.any());

        assertNotBegun(write(deadline(), create(1)));
        assertThat(side.calendar().events()).hasSize(1);
    }

    @Test
    void waitsForAnAnswerNoLongerThanTheTimeThatIsLeft() {
        write(deadline(), create(0));
        InjectedFault hangs = side.google().faults().inject(GoogleFault.heldAfterCommit(), CallPattern.of("batch"));

        assertThatThrownBy(() -> write(side.clock().instant().plusMillis(500), create(1)))
                .isInstanceOf(TransientException.class)
                .as("given up by the call, not by the connection")
                .hasMessageContaining("(InterruptedIOException)");

        assertThat(hangs.fired()).isEqualTo(1);
        assertThat(side.calendar().events()).hasSize(2);
        hangs.release();
    }

    @Test
    void keepsWhatWasDoneAndBeginsTheRestNot() {
        String id = side.put(EventSamples.meeting(0));
        overAfter("events.patch");
        Write<CalendarEvent> first = new Write.Update<>(id, null, EventSamples.meeting(1), Set.of("title"));
        Write<CalendarEvent> second = new Write.Update<>(id, null, EventSamples.meeting(2), Set.of("title"));

        List<WriteResult<CalendarEvent>> results = write(deadline(), List.of(first, second));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Applied.class);
        assertNotBegun(results.get(1));
        assertThat(side.calendar().event(id).orElseThrow().path("summary").asText())
                .isEqualTo("Meeting 1");
    }

    @Test
    void writesNothingAfterALookThatTookTheTime() {
        CalendarEvent series = side.sample(0);
        String id = side.put(series);
        overAfter("events.instances");

        assertNotBegun(
                write(deadline(), new Write.Create<>("key", EmulatedSide.occurrence(series, 1), id, "app/1", null)));
        assertThat(side.calendar().events()).hasSize(1);
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatIsBegunAndNotEnded() {
        CalendarEvent series = side.sample(0);
        String id = side.calendar().insert(withSecondLeftOut(series));
        overAfter("events.patch");

        WriteResult<CalendarEvent> result = write(
                deadline(),
                new Write.Update<>(
                        EventIds.occurrence(id, ExcludingSeries.monday(1)),
                        ExcludedDates.REVISION,
                        EmulatedSide.occurrence(series, 1),
                        Set.of("status", "title")));

        assertThat(result).isEqualTo(WriteResult.unknown("it was begun, and there was no time left to go on"));
    }

    private static JsonNode withSecondLeftOut(CalendarEvent series) {
        return EmulatedSide.json(series)
                .set("recurrence", ExcludingSeries.array(ExcludingSeries.RULE, ExcludingSeries.SECOND));
    }

    @Test
    void writesWhatIsLeftWithTheNextCall() {
        List<Write<CalendarEvent>> writes = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            writes.add(create(n));
        }
        write(side.clock().instant(), writes);

        assertThat(write(deadline(), writes)).hasOnlyElementsOfType(WriteResult.Applied.class);
        assertThat(side.calendar().events()).hasSize(3);
    }
}
