package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An occurrence that once had a title of its own gets that of its series back. */
class ResetOccurrencesTest {

    private static final String EVENTS = "calendars/primary/events";

    @Test
    void staysAnExceptionThatItsSeriesDoesNotReachAnyMore() {
        try (Reset reset = new Reset(ResetOccurrences.KEPT)) {
            reset.rename(reset.series, "samba");

            assertThat(reset.titleOfTheOccurrence()).isEqualTo("lesson");
            assertThat(reset.list("")).hasSize(2);
        }
    }

    @Test
    void isAnOccurrenceLikeAnyOtherOnceThatWasTold() {
        try (Reset reset = new Reset(ResetOccurrences.FOLDED)) {
            assertThat(reset.list("?syncToken=" + reset.token)).containsExactly(reset.occurrence);
            assertThat(reset.list("")).containsExactly(reset.series);

            reset.rename(reset.series, "samba");

            assertThat(reset.titleOfTheOccurrence()).isEqualTo("samba");
        }
    }

    @Test
    void isAnExceptionAgainOnceItHasSomethingOfItsOwn() {
        try (Reset reset = new Reset(ResetOccurrences.FOLDED)) {
            reset.rename(reset.occurrence, "tango");
            reset.rename(reset.series, "samba");

            assertThat(reset.titleOfTheOccurrence()).isEqualTo("tango");
            assertThat(reset.list("")).hasSize(2);
        }
    }

    /** A daily lesson, one of which was a tango. */
    private static final class Reset implements AutoCloseable {

        private final GoogleCalendarEmulator google;
        private final EmulatedCalendar calendar;
        private final ApiClient api;
        private final String series;
        private final String occurrence;
        private final String token;

        Reset(ResetOccurrences become) {
            google = GoogleCalendarEmulator.builder().resetOccurrences(become).start();
            EmulatedAccount alice = google.account("alice@example.com");
            calendar = alice.primary();
            api = ApiClient.of(google, alice);
            series = calendar.insert(daily("lesson", 2, 5));
            occurrence = series + "_20260303T080000Z";
            rename(occurrence, "tango");
            token = api.get(EVENTS).text("nextSyncToken");
            rename(occurrence, "lesson");
        }

        void rename(String id, String title) {
            calendar.patch(id, json("{'summary':'" + title + "'}"));
        }

        String titleOfTheOccurrence() {
            return calendar.event(occurrence).orElseThrow().path("summary").asText();
        }

        List<String> list(String query) {
            return api.get(EVENTS + query).ids();
        }

        @Override
        public void close() {
            google.close();
        }
    }
}
