package io.kalends.emulators.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.junit.GoogleCalendarExtension;
import io.kalends.testkit.SettableClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class GoogleCalendarExtensionTest {

    @Nested
    @ExtendWith(GoogleCalendarExtension.class)
    class AsItComes {

        @Test
        void givesATestAnEmulatorOfItsOwn(GoogleCalendarEmulator google) {
            assertThat(ApiClient.of(google, google.account("alice@example.com"))
                            .get("calendars/primary/events")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void startsEachTestAnew(GoogleCalendarEmulator google) {
            assertThat(google.calls().all()).isEmpty();
            assertThat(google.account("alice@example.com").primary().events()).isEmpty();
        }
    }

    @Nested
    class ToldMore {

        @RegisterExtension
        private final GoogleCalendarExtension extension =
                GoogleCalendarExtension.of(options -> options.clock(SettableClock.at("2026-03-01T00:00:00Z")));

        @Test
        void runsByTheClockItWasGiven(GoogleCalendarEmulator google) {
            EmulatedCalendar calendar = google.account("alice@example.com").primary();

            String id = calendar.insert(ApiClient.event("a", 2));

            assertThat(calendar.event(id).orElseThrow().path("created").asText())
                    .isEqualTo("2026-03-01T00:00:00.000Z");
        }
    }
}
