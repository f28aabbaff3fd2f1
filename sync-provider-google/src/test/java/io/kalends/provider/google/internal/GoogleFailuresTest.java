package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.emulators.google.AccessRole;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine, an app and a calendar at Google, while things go wrong. */
class GoogleFailuresTest extends AppAndGoogle {

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
    void listsInFullWhateverReasonA410GivesForTheToken() {
        for (GoogleFault fault : List.of(
                GoogleFault.error(410, "calendar", "syncTokenExpired", "Gone"),
                GoogleFault.error(410, "global", "deleted", "Resource has been deleted"),
                GoogleFault.html(410))) {
            try (GoogleWorld other = new GoogleWorld()) {
                other.app.put(EventSamples.meeting(1));
                other.comesToRest();
                other.app.put(EventSamples.meeting(2));
                other.google
                        .google()
                        .faults()
                        .inject(fault, CallPattern.of("events.list").nth(1));

                other.sync();

                assertThat(other.onGoogle()).hasSize(2).isEqualTo(other.onApp());
            }
        }
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
}
