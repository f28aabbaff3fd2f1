package io.kalends.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.spi.AccountLimits;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One account's calls, on a clock that the test moves. */
class AccountLimiterTest {

    private static final Instant NEVER = Instant.MAX;

    private final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    private final List<Duration> waits = new ArrayList<>();
    private final AccountLimiter account = new AccountLimiter(new AccountLimits(2, 60), clock, wait -> {
        waits.add(wait);
        clock.advance(wait);
    });

    @Test
    void letsAQuarterOfAMinutesWorthThroughAtOnce() throws Exception {
        account.enter(15, NEVER).answered();

        assertThat(waits).isEmpty();
    }

    @Test
    void waitsForTheRestOfTheMinute() throws Exception {
        account.enter(15, NEVER).answered();

        account.enter(9, NEVER).answered();

        assertThat(waits).containsExactly(Duration.ofSeconds(12));
    }

    @Test
    void letsNoMoreThroughInAnyMinuteThanThereMayBe() throws Exception {
        List<Instant> calls = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            account.enter(1, NEVER).answered();
            calls.add(clock.instant());
        }

        for (Instant from : calls) {
            assertThat(calls.stream().filter(call -> !call.isBefore(from) && call.isBefore(from.plusSeconds(60))))
                    .hasSizeLessThanOrEqualTo(60);
        }
    }

    @Test
    void waitsNoLongerThanItsCaller() throws Exception {
        account.enter(15, NEVER).answered();

        assertThatThrownBy(() -> account.enter(9, clock.instant().plusSeconds(9)))
                .hasMessageContaining("no time left");
        assertThat(waits).isEmpty();
        account.enter(6, clock.instant().plusSeconds(9)).answered();
    }

    @Test
    void makesNoCallOnceTheCallersTimeIsOver() {
        assertThatThrownBy(() -> account.enter(1, clock.instant())).hasMessageContaining("no time left");
    }

    @Test
    void letsNoMoreCallsAtOnceThanAreAllowed() throws Exception {
        AccountLimiter.Turn first = account.enter(1, NEVER);
        account.enter(1, NEVER);
        assertThatThrownBy(() -> account.enter(1, clock.instant().plusMillis(1)))
                .hasMessageContaining("no time left");

        first.answered();

        account.enter(1, NEVER).answered();
    }

    @Test
    void leavesTheWholeAccountAloneForAsLongAsTheServerAsks() throws Exception {
        account.enter(1, NEVER).refused(Duration.ofSeconds(30));

        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> account.enter(1, NEVER))
                .isInstanceOfSatisfying(
                        NotNowException.class, e -> assertThat(e.patience()).isEqualTo(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        account.enter(1, NEVER).answered();
    }

    @Test
    void takesTheLongerOfTwoPauses() throws Exception {
        account.pause(Duration.ofMinutes(5));
        account.pause(Duration.ofSeconds(1));

        clock.advance(Duration.ofMinutes(4));

        assertThatThrownBy(() -> account.enter(1, NEVER)).isInstanceOf(NotNowException.class);
    }

    @Test
    void callsAServerNoMoreThatFailedTenTimesInARow() throws Exception {
        fail(10);

        assertThatThrownBy(() -> account.enter(1, NEVER)).hasMessageContaining("failed again and again");
    }

    @Test
    void callsAServerThatFailsNowAndThen() throws Exception {
        for (int n = 0; n < 30; n++) {
            fail(9);
            account.enter(1, NEVER).answered();
        }
    }

    @Test
    void triesABrokenServerByOneCallAfterHalfAMinute() throws Exception {
        fail(10);
        clock.advance(Duration.ofSeconds(31));

        AccountLimiter.Turn trial = account.enter(1, NEVER);
        assertThatThrownBy(() -> account.enter(1, NEVER)).hasMessageContaining("failed again and again");
        trial.answered();

        account.enter(1, NEVER).answered();
    }

    @Test
    void waitsLongerEachTimeThatTheTrialFails() throws Exception {
        fail(10);
        clock.advance(Duration.ofSeconds(31));
        fail(1);
        clock.advance(Duration.ofSeconds(31));

        assertThatThrownBy(() -> account.enter(1, NEVER)).hasMessageContaining("failed again and again");

        clock.advance(Duration.ofSeconds(31));
        account.enter(1, NEVER).answered();
    }

    @Test
    void losesNoTurnToACallThatWasNotMade() throws Exception {
        account.pause(Duration.ofSeconds(1));
        for (int n = 0; n < 5; n++) {
            assertThatThrownBy(() -> account.enter(1, NEVER)).isInstanceOf(NotNowException.class);
        }
        clock.advance(Duration.ofSeconds(2));

        account.enter(1, NEVER);
        account.enter(1, NEVER);
    }

    private void fail(int times) throws Exception {
        for (int n = 0; n < times; n++) {
            account.enter(1, NEVER).failed();
        }
    }
}
