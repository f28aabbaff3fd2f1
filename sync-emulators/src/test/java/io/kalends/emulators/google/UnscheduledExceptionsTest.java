package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.ApiClient.Answer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A daily series with an edited occurrence is moved by half an hour: what Google may do with the occurrence. */
class UnscheduledExceptionsTest {

    private static final String EVENTS = "calendars/primary/events";
    private static final String HALF_PAST_NINE =
            "{'start':{'dateTime':'2026-03-02T09:30:00','timeZone':'Europe/Berlin'},"
                    + "'end':{'dateTime':'2026-03-02T10:30:00','timeZone':'Europe/Berlin'}}";

    /** A moved series, and what a client sees of it. */
    private static final class Moved implements AutoCloseable {

        private final GoogleCalendarEmulator google;
        private final ApiClient api;
        private final String series;
        private final String exception;
        private final String token;

        Moved(UnaryOperator<GoogleEmulatorBuilder> habits) {
            google = habits.apply(GoogleCalendarEmulator.builder()).start();
            EmulatedAccount alice = google.account("alice@example.com");
            api = ApiClient.of(google, alice);
            series = alice.primary().insert(daily("daily", 2, 5));
            exception = series + "_20260303T080000Z";
            alice.primary().patch(exception, json("{'summary':'edited'}"));
            token = api.get(EVENTS).text("nextSyncToken");
            alice.primary().patch(series, json(HALF_PAST_NINE));
        }

        Answer exception() {
            return api.get(EVENTS + "/" + exception);
        }

        Answer delta() {
            return api.get(EVENTS + "?syncToken=" + token);
        }

        Answer instance() {
            return api.get(
                    EVENTS + "/" + series + "/instances?showDeleted=true&originalStart=2026-03-03T09:00:00%2B01:00");
        }

        Answer bringBack() {
            return api.patch(EVENTS + "/" + exception, json("{'status':'confirmed','summary':'back'}"));
        }

        @Override
        public void close() {
            google.close();
        }
    }

    private static Moved under(UnscheduledExceptions become) {
        return new Moved(builder -> builder.unscheduledExceptions(become));
    }

    @Test
    void cancelsAnExceptionUnlessToldOtherwise() {
        try (Moved moved = new Moved(builder -> builder)) {
            assertThat(moved.exception().text("status")).isEqualTo("cancelled");
            assertThat(moved.delta().ids()).containsExactlyInAnyOrder(moved.series, moved.exception);
            assertThat(moved.instance().ids()).containsExactly(moved.exception);
        }
    }

    @Test
    void letsAnExceptionVanishWithoutAWord() {
        try (Moved moved = under(UnscheduledExceptions.VANISHED)) {
            assertThat(moved.exception().status()).isEqualTo(404);
            assertThat(moved.delta().ids()).containsExactly(moved.series);
            assertThat(moved.instance().ids()).isEmpty();
            assertThat(moved.bringBack().status()).isEqualTo(404);
        }
    }

    @Test
    void keepsAnExceptionThatTheRuleHasNoPlaceFor() {
        try (Moved moved = under(UnscheduledExceptions.KEPT)) {
            assertThat(moved.exception().text("summary")).isEqualTo("edited");
            assertThat(moved.exception().text("status")).isEqualTo("confirmed");
            assertThat(moved.delta().ids()).containsExactly(moved.series);
            assertThat(moved.instance().ids()).containsExactly(moved.exception);
        }
    }

    @ParameterizedTest
    @EnumSource(UnscheduledExceptions.class)
    void leavesAnExceptionAloneThatStillHasItsPlace(UnscheduledExceptions become) {
        try (Moved moved = under(become)) {
            moved.api.patch(EVENTS + "/" + moved.series + "_20260304T083000Z", json("{'summary':'fits'}"));

            moved.api.patch(EVENTS + "/" + moved.series, json("{'recurrence':['RRULE:FREQ=DAILY;COUNT=4']}"));

            assertThat(moved.api
                            .get(EVENTS + "/" + moved.series + "_20260304T083000Z")
                            .text("summary"))
                    .isEqualTo("fits");
        }
    }

    @ParameterizedTest
    @EnumSource(UnscheduledExceptions.class)
    void hasNoExceptionsOfAnEventThatIsNoSeriesAnyMore(UnscheduledExceptions become) {
        try (Moved moved = under(become)) {
            moved.api.patch(EVENTS + "/" + moved.series, json("{'recurrence':null}"));

            assertThat(moved.api.get(EVENTS).json().path("items"))
                    .filteredOn(row -> !row.path("status").asText().equals("cancelled"))
                    .hasSize(1);
        }
    }

    @Test
    void bringsACancelledExceptionBackAtItsOwnTime() {
        try (Moved moved = new Moved(builder -> builder)) {
            Answer back = moved.bringBack();

            assertThat(back.status()).isEqualTo(200);
            assertThat(back.text("summary")).isEqualTo("back");
            assertThat(back.json().path("start").path("dateTime").asText()).isEqualTo("2026-03-03T08:00:00Z");
            assertThat(moved.instance().ids()).containsExactly(moved.exception);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT"})
    void refusesToBringBackACancelledExceptionIfWished(String method) {
        try (Moved moved = new Moved(GoogleEmulatorBuilder::refuseUnscheduledRevivals)) {
            Answer back = method.equals("PATCH")
                    ? moved.bringBack()
                    : moved.api.put(
                            EVENTS + "/" + moved.exception, json(HALF_PAST_NINE).put("status", "confirmed"));

            assertThat(back.status()).isEqualTo(400);
            assertThat(moved.exception().text("status")).isEqualTo("cancelled");
        }
    }

    @Test
    void bringsBackWhatHasItsPlaceThoughOtherRevivalsAreRefused() {
        try (Moved moved = new Moved(GoogleEmulatorBuilder::refuseUnscheduledRevivals)) {
            String occurrence = moved.series + "_20260304T083000Z";
            moved.api.delete(EVENTS + "/" + occurrence);

            Answer back = moved.api.patch(EVENTS + "/" + occurrence, json("{'status':'confirmed'}"));

            assertThat(back.text("status")).isEqualTo("confirmed");
        }
    }
}
