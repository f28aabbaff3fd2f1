package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.sync.calendar.CalendarEvent;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.google.AccessRole;
import io.kalends.testkit.google.CallPattern;
import io.kalends.testkit.google.GoogleFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine, an app and a calendar at Google, while things go wrong. */
class GoogleSyncTest {

    private final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void bringsBothSidesTogether() {
        putFew();

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(8);
    }

    @Test
    void carriesEditsAndDeletionsBothWays() {
        putFew();
        world.comesToRest();
        String here = id("Meeting 1");
        String there = googleId("theirs 1");
        world.app.edit(here, event -> event.toBuilder().title("Tango here").build());
        world.google
                .calendar()
                .patch(there, JsonNodeFactory.instance.objectNode().put("summary", "Tango there"));
        world.google.calendar().delete(googleId("Meeting 2"));
        world.app.remove(id("theirs 2"));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(6).anyMatch(event -> event.contains("Tango here"));
        assertThat(world.onApp()).anyMatch(event -> event.contains("Tango there"));
    }

    @Test
    void carriesOccurrencesBothWays() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        world.comesToRest();
        world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        String there = googleId("Meeting 0");
        String second = instanceId(there, 2);
        world.google
                .calendar()
                .patch(second, JsonNodeFactory.instance.objectNode().put("summary", "changed there"));
        world.google.calendar().delete(instanceId(there, 3));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(4);
    }

    @Test
    void putsAnOccurrenceBackToItsRule() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.app.remove(child);

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(1);
        String there = googleId("Meeting 0");
        ObjectNode back = world.google.calendar().event(instanceId(there, 1)).orElseThrow();
        assertThat(back.path("summary").asText()).isEqualTo("Meeting 0");
        assertThat(back.path("start").path("dateTime").asText()).startsWith("2026-03-09T09:00:00");
    }

    @Test
    void seesAnEditOfAnOccurrenceThatWasPutBack() {
        putsAnOccurrenceBackToItsRule();
        world.google
                .calendar()
                .patch(
                        instanceId(googleId("Meeting 0"), 1),
                        JsonNodeFactory.instance.objectNode().put("summary", "changed there"));

        world.comesToRest();

        assertThat(world.onApp()).hasSize(2).anyMatch(event -> event.contains("changed there"));
    }

    @Test
    void decidesBetweenAnEditHereAndACancellationThere() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.app.edit(child, event -> event.toBuilder().title("Tango here").build());
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void knowsAnOccurrenceThatIsSetApartHereAndCancelledThere() {
        CalendarEvent series = world.google.sample(0);
        world.google.put(series);
        world.comesToRest();
        world.app.putChild(
                id("Meeting 0"),
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 1));

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void findsAnOccurrenceBehindAnEmptyPage() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        world.comesToRest();
        world.google.google().listings().emptyFirstPages(true);
        world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }

    @Test
    void doublesNothingWhenGoogleFailsAfterItDidSomething() {
        for (GoogleFault fault : List.of(GoogleFault.serverErrorAfterCommit(), GoogleFault.droppedAfterCommit())) {
            try (GoogleWorld other = new GoogleWorld()) {
                for (int n = 0; n < 5; n++) {
                    other.app.put(EventSamples.meeting(n));
                }
                other.google
                        .google()
                        .faults()
                        .inject(fault, CallPattern.of("events.insert").nth(3));
                other.sync();

                other.comesToRest();

                assertThat(other.google.calendar().events()).hasSize(5);
            }
        }
    }

    @Test
    void waitsWhenItCallsTooOften() {
        for (GoogleFault fault : List.of(
                GoogleFault.tooManyRequests(Duration.ofSeconds(30)),
                GoogleFault.rateLimitExceeded(),
                GoogleFault.userRateLimitExceeded(),
                GoogleFault.quotaExceeded())) {
            try (GoogleWorld other = new GoogleWorld()) {
                for (int n = 0; n < 5; n++) {
                    other.app.put(EventSamples.meeting(n));
                }
                other.google
                        .google()
                        .faults()
                        .inject(fault, CallPattern.of("events.insert").nth(2).times(2));
                other.sync();
                assertThat(other.google.calendar().events()).hasSize(3);

                other.comesToRest();

                assertThat(other.google.calendar().events()).hasSize(5);
            }
        }
    }

    @Test
    void listsInFullWhenTheTokenExpiredAndWritesNothing() {
        putFew();
        world.comesToRest();
        world.google.google().expireSyncTokens();
        world.google.calendar().delete(googleId("theirs 1"));
        world.google.google().calls().clear();

        SyncReport report = world.sync();

        assertThat(world.onApp()).hasSize(7).isEqualTo(world.onGoogle());
        assertThat(report.writes()).isEqualTo(1);
        assertThat(world.google.google().calls().count("events.list")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void renewsATokenThatEndsDuringARun() {
        putFew();
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.meanwhile(() -> world.google.google().expireAccessTokens()),
                        CallPattern.of("batch"));

        world.comesToRest();
    }

    @Test
    void stopsWhenTheGrantIsRevokedDuringARunAndGoesOnAfterReconnecting() {
        putFew();
        world.google.connected(false);
        world.google
                .google()
                .faults()
                .inject(GoogleFault.meanwhile(() -> world.google.person().revoke()), CallPattern.of("batch"));
        assertThatThrownBy(world::sync).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(world::sync).isInstanceOf(AuthorizationException.class);
        assertThat(world.app.contents()).as("nothing is lost meanwhile").hasSizeGreaterThanOrEqualTo(4);

        world.google.connected(true);

        world.comesToRest();
        assertThat(world.onGoogle()).hasSize(8);
    }

    @Test
    void bearsAClockThatIsAnHourOff() {
        for (Duration skew : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            try (GoogleWorld other = new GoogleWorld(new EmulatedSide(skew))) {
                for (int n = 0; n < 5; n++) {
                    other.app.put(EventSamples.meeting(n));
                }
                other.comesToRest();
                String id = other.app.records().keySet().iterator().next();
                other.app.edit(
                        id, event -> event.toBuilder().title("Tango here").build());
                other.comesToRest();
                assertThat(other.onGoogle()).anyMatch(event -> event.contains("Tango here"));
            }
        }
    }

    @Test
    void deletesNothingWhenTheCalendarIsGone() {
        putFew();
        world.comesToRest();
        world.google.calendar().remove();

        assertThatThrownBy(world::sync).isInstanceOf(RejectedException.class);

        assertThat(world.app.contents()).hasSize(8);
    }

    @Test
    void deletesNothingWhenTheCalendarIsNoLongerShared() {
        putFew();
        world.comesToRest();
        world.google.person().loseCalendar(EmulatedSide.ADDRESS);

        assertThatThrownBy(world::sync).isInstanceOf(RejectedException.class);

        assertThat(world.app.contents()).hasSize(8);
    }

    @Test
    void saysWhyNothingIsWrittenToACalendarThatMayOnlyBeRead() {
        putFew();
        world.google.person().changeRole(EmulatedSide.ADDRESS, AccessRole.READER);

        world.sync();

        assertThat(world.google.calendar().events()).hasSize(4);
        assertThat(world.app.contents()).hasSize(8);
        assertThat(world.problems()).hasSize(4).allMatch(problem -> problem.contains("may only read"));
    }

    @Test
    void failsOneEventAloneThatGoogleRefuses() {
        putFew();
        world.google
                .google()
                .faults()
                .inject(
                        GoogleFault.error(400, "global", "invalid", "Invalid attendee 'Meeting with the bank'."),
                        CallPattern.of("events.insert").nth(2).always());

        world.sync();

        assertThat(world.google.calendar().events()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(world.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.contains("400 invalid") && !problem.contains("bank"));
    }

    @Test
    void failsAndRecoversWhenGoogleIsAway() {
        putFew();
        world.google.breaker().orElseThrow().down();
        assertThatThrownBy(world::sync).isInstanceOf(TransientException.class);
        world.google.breaker().orElseThrow().up();

        world.comesToRest();
    }

    /** Four events on each side, of which two are series. */
    private void putFew() {
        for (int n = 0; n < 4; n++) {
            world.app.put(world.google.sample(n));
            world.google.put(
                    world.google.sample(20 + n).toBuilder().title("theirs " + n).build());
        }
    }

    private String id(String title) {
        return world.app.records().entrySet().stream()
                .filter(entry -> entry.getValue().title().equals(title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private String googleId(String title) {
        return world.google.calendar().events().stream()
                .filter(event -> event.path("summary").asText().equals(title) && !event.has("recurringEventId"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** The nth occurrence of the series that begins on 2 March 2026 at nine in Berlin. */
    private String instanceId(String series, int week) {
        return world.google
                .calendar()
                .occurrence(
                        series,
                        EventSamples.MONDAY
                                .plusWeeks(week)
                                .atTime(9, 0)
                                .atZone(EventSamples.BERLIN)
                                .toInstant()
                                .toString());
    }

    @Test
    void bringsAllOccurrencesBackWithASeriesThatWasEditedHereAndDeletedThere() {
        CalendarEvent series = world.google.sample(0);
        String id = world.app.put(series);
        String child = world.app.putChild(
                id,
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here")
                        .build());
        world.comesToRest();
        world.google.calendar().delete(instanceId(googleId("Meeting 0"), 2));
        world.comesToRest();
        world.google.calendar().delete(googleId("Meeting 0"));
        world.app.edit(child, event -> event.toBuilder().title("Tango here").build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(3);
    }

    @Test
    void setsAnOccurrenceApartAgainThatWasPutBack() {
        putsAnOccurrenceBackToItsRule();
        CalendarEvent series = world.google.sample(0);
        world.app.putChild(
                id("Meeting 0"),
                EmulatedSide.occurrence(series, 1).toBuilder()
                        .title("moved here again")
                        .build());

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(2);
    }
}
