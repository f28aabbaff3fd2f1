package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is invited to one date of a series: the calendar holds the date, and of the series nothing. */
class LoneOccurrenceRowTest {

    private static final String EVENTS = "calendars/primary/events";
    private static final String SERIES = "series7";
    private static final String DATE = SERIES + "_20260303T080000Z";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final ApiClient api = ApiClient.of(google, alice);

    @BeforeEach
    void invite() {
        alice.primary()
                .insert(event("one date", 3)
                        .put("id", DATE)
                        .put("iCalUID", "series@example.org")
                        .put("recurringEventId", SERIES)
                        .set("originalStartTime", json("{'dateTime':'2026-03-03T08:00:00Z'}")));
    }

    @AfterEach
    void end() {
        google.close();
    }

    @Test
    void listsTheDateWithoutItsSeries() {
        assertThat(api.get(EVENTS).ids()).containsExactly(DATE);
        assertThat(api.get(EVENTS + "/" + DATE).text("recurringEventId")).isEqualTo(SERIES);
        assertThat(api.get(EVENTS + "/" + SERIES).status()).isEqualTo(404);
    }

    @Test
    void takesTheDateForOneOfTheSeriesOnceThatIsThere() {
        alice.primary().insert(daily("all dates", 2, 3).put("id", SERIES).put("iCalUID", "series@example.org"));

        assertThat(api.get(EVENTS + "/" + SERIES + "/instances").ids())
                .hasSize(3)
                .contains(DATE);
        assertThat(api.get(EVENTS + "/" + DATE).text("summary")).isEqualTo("one date");
    }
}
