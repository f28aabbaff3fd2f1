package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kalends.emulators.google.AccessRole;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.SyncReport;
import io.kalends.sync.TransientException;
import io.kalends.testkit.EventSamples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What befalls a run in its middle: it ends with a reason, and nothing is lost or doubled. */
class GoogleTroubleTest {

    private static final int EVENTS = 6;

    private final GoogleWorld world = new GoogleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void takesAListingOfHtmlForNone() {
        synced();
        faults(GoogleFault.html(200), CallPattern.of("events.list"));

        assertThatThrownBy(world::sync)
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("not what the API promises");

        assertThat(world.app.contents()).hasSize(EVENTS);
        world.comesToRest();
    }

    @Test
    void doublesNothingWhenABatchIsAnsweredWithHtml() {
        fill();
        faults(GoogleFault.html(200), CallPattern.of("batch"));

        world.sync();

        world.comesToRest();
        assertThat(world.google.calendar().events()).hasSize(EVENTS);
    }

    @Test
    void goesOnWithTheRestWhenOnePartOfABatchIsHtml() {
        fill();
        faults(GoogleFault.html(200), CallPattern.of("events.insert").nth(3));

        SyncReport report = world.sync();

        assertThat(report.writes()).isEqualTo(EVENTS - 1);
        world.comesToRest();
        assertThat(world.google.calendar().events()).hasSize(EVENTS);
    }

    @Test
    void comesThroughWhereEverySecondWriteIsRefusedAsStale() {
        synced();
        for (int nth = 2; nth <= 40; nth += 2) {
            faults(
                    GoogleFault.error(412, "global", "conditionNotMet", "Precondition Failed"),
                    CallPattern.of("events.patch").nth(nth));
        }
        editAllHere();

        world.comesToRest();

        assertThat(world.onGoogle()).hasSize(EVENTS).allMatch(event -> event.contains("Tango here"));
    }

    @Test
    void keepsTheEditsOfSomebodyWhoIsAlwaysFaster() {
        synced();
        List<String> ids = googleIds();
        int[] next = {0};
        for (int nth = 1; nth <= EVENTS; nth += 2) {
            faults(
                    GoogleFault.meanwhile(() -> world.google
                            .calendar()
                            .patch(
                                    ids.get(next[0]++),
                                    JsonNodeFactory.instance.objectNode().put("location", "Tango room"))),
                    CallPattern.of("batch").nth(nth));
        }
        editAllHere();

        world.comesToRest();

        assertThat(next[0]).as("edits in between").isPositive();
        assertThat(world.onGoogle()).allMatch(event -> event.contains("Tango here"));
        assertThat(world.app.contents())
                .filteredOn(event -> event.location().equals("Tango room"))
                .hasSize(next[0]);
    }

    @Test
    void saysWhyWhenTheRoleIsTakenAwayDuringARunAndGoesOnWhenItIsBack() {
        synced();
        editAllHere();
        world.app.put(EventSamples.meeting(77));
        faults(
                GoogleFault.meanwhile(() -> world.google.person().changeRole(EmulatedSide.ADDRESS, AccessRole.READER)),
                CallPattern.of("batch"));

        world.sync();

        assertThat(world.app.contents()).hasSize(EVENTS + 1);
        assertThat(world.google.calendar().events()).hasSize(EVENTS);
        assertThat(world.problems()).isNotEmpty().allMatch(problem -> problem.contains("403"));
        world.google.person().changeRole(EmulatedSide.ADDRESS, AccessRole.OWNER);
        world.engineNow().retry(world.pair());

        world.comesToRest();
        assertThat(world.onGoogle()).hasSize(EVENTS + 1);
    }

    @Test
    void carriesWhatWasEditedWhileTheCalendarMightOnlyBeRead() {
        synced();
        world.google.person().changeRole(EmulatedSide.ADDRESS, AccessRole.READER);
        editAllHere();
        world.sync();
        assertThat(world.onGoogle()).noneMatch(event -> event.contains("Tango here"));

        world.google.person().changeRole(EmulatedSide.ADDRESS, AccessRole.OWNER);

        world.comesToRest();
        assertThat(world.onGoogle()).hasSize(EVENTS).allMatch(event -> event.contains("Tango here"));
    }

    @Test
    void deletesNothingWhenTheCalendarIsDeletedDuringARun() {
        synced();
        editAllHere();
        faults(GoogleFault.meanwhile(() -> world.google.calendar().remove()), CallPattern.of("batch"));

        assertThatThrownBy(world::sync).isInstanceOf(RejectedException.class).hasMessageContaining("404");
        assertThatThrownBy(world::sync).isInstanceOf(RejectedException.class);

        assertThat(world.app.contents())
                .hasSize(EVENTS)
                .allMatch(event -> event.title().equals("Tango here"));
    }

    @Test
    void deletesNothingWhenTheCalendarIsLostWhileRemovalsAreConfirmed() {
        synced();
        googleIds().forEach(world.google.calendar()::delete);
        world.google.calendar().purgeDeleted();
        world.google.google().expireSyncTokens();
        faults(
                GoogleFault.meanwhile(() -> world.google.person().loseCalendar(EmulatedSide.ADDRESS)),
                CallPattern.of("batch"));

        assertThatThrownBy(world::sync).isInstanceOf(RejectedException.class);

        assertThat(world.app.contents()).hasSize(EVENTS);
    }

    @Test
    void failsOneEventAloneWithGooglesReasonAndGoesOnWithTheRest() {
        fill();
        GoogleFault refusal = GoogleFault.error(400, "global", "invalid", "Invalid recurrence rule.");
        faults(refusal, CallPattern.of("events.insert").nth(2));
        // What was refused is tried once more after all other writes.
        faults(refusal, CallPattern.of("events.insert").nth(EVENTS + 1));

        SyncReport report = world.sync();

        assertThat(report.writes()).isEqualTo(EVENTS - 1);
        assertThat(world.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("400 invalid: Invalid recurrence rule"));
        assertThat(world.google.calendar().events()).hasSize(EVENTS - 1);
    }

    @Test
    void goesOnWhenTheGrantWasRevokedInTheMiddleOfABatchAndGivenAgain() {
        fill();
        world.google.connected(false);
        faults(
                GoogleFault.meanwhile(() -> world.google.person().revoke()),
                CallPattern.of("events.insert").nth(3));
        try {
            world.sync();
        } catch (SyncException stopped) {
            assertThat(stopped.action()).contains("connect");
        }
        assertThatThrownBy(world::sync).isInstanceOf(SyncException.class);

        world.google.connected(true);

        world.comesToRest();
        assertThat(world.google.calendar().events()).hasSize(EVENTS);
    }

    private void fill() {
        for (int n = 0; n < EVENTS; n++) {
            world.app.put(EventSamples.meeting(n));
        }
    }

    private void synced() {
        fill();
        world.comesToRest();
    }

    private void editAllHere() {
        world.app
                .records()
                .keySet()
                .forEach(id -> world.app.edit(
                        id, event -> event.toBuilder().title("Tango here").build()));
    }

    private List<String> googleIds() {
        return world.google.calendar().events().stream()
                .map(event -> event.path("id").asText())
                .toList();
    }

    private void faults(GoogleFault fault, CallPattern where) {
        world.google.google().faults().inject(fault, where);
    }
}
