package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

    private static final String EVENTS = "calendars/primary/events";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.builder()
            .clock(SettableClock.at("2026-03-01T00:00:00Z"))
            .start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    private List<String> starts(String id, String query) {
        List<String> starts = new ArrayList<>();
        api.get(EVENTS + "/" + id + "/instances" + query)
                .json()
                .path("items")
                .forEach(item -> starts.add(
                        item.path("start").has("date")
                                ? item.path("start").path("date").asText()
                                : item.path("start").path("dateTime").asText()));
        return starts;
    }

    @Test
    void keepsTheLocalTimeOfASeriesWhenTheClocksChange() {
        String id = calendar.insert(daily("daily", 28, 3));

        assertThat(starts(id, "?timeZone=Europe/Berlin"))
                .containsExactly("2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00", "2026-03-30T09:00:00+02:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4|2026-03-02 2026-03-04 2026-03-09 2026-03-11",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3|2026-03-02 2026-03-16 2026-03-30",
                "RRULE:FREQ=DAILY;UNTIL=20260304|2026-03-02 2026-03-03 2026-03-04",
                "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3|2026-03-02 2026-04-06 2026-05-04",
                "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3|2026-03-02 2026-03-27 2026-04-24",
                "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3|2026-03-02 2026-03-31 2026-05-31",
                "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3|2026-03-02 2026-03-31 2026-04-30",
                "RRULE:FREQ=YEARLY;COUNT=2|2026-03-02 2027-03-02",
                "RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=1MO;COUNT=2|2026-03-02 2026-06-01"
            })
    void expandsRules(String rule, String days) {
        ObjectNode body = json("{'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'}}");
        body.putArray("recurrence").add(rule);

        assertThat(starts(calendar.insert(body), "")).containsExactly(days.split(" "));
    }

    @Test
    void addsAndTakesOutSingleDates() {
        ObjectNode body = daily("daily", 2, 3);
        body.withArray("recurrence")
                .add("EXDATE;TZID=Europe/Berlin:20260303T090000")
                .add("RDATE;TZID=Europe/Berlin:20260310T090000");

        assertThat(starts(calendar.insert(body), "?timeZone=Europe/Berlin"))
                .containsExactly("2026-03-02T09:00:00+01:00", "2026-03-04T09:00:00+01:00", "2026-03-10T09:00:00+01:00");
    }

    @Test
    void hasNoEventForADateThatIsLeftOut() {
        ObjectNode body = daily("daily", 2, 3);
        body.withArray("recurrence").add("EXDATE;TZID=Europe/Berlin:20260303T090000");
        String id = calendar.insert(body);

        assertThat(api.get(EVENTS + "/" + id + "_20260303T080000Z").status()).isEqualTo(404);
        assertThat(api.patch(EVENTS + "/" + id + "_20260303T080000Z", json("{'summary':'other'}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void cancelsAChangedOccurrenceThatIsLeftOutLater() {
        String id = calendar.insert(daily("daily", 2, 3));
        String occurrence = id + "_20260303T080000Z";
        calendar.patch(occurrence, json("{'summary':'other'}"));
        ObjectNode lines = json("{}");
        lines.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=3").add("EXDATE;TZID=Europe/Berlin:20260303T090000");

        calendar.patch(id, lines);

        assertThat(api.get(EVENTS + "/" + occurrence).text("status")).isEqualTo("cancelled");
    }

    @Test
    void givesAnOccurrenceThatNobodyTouchedTheRevisionOfItsSeries() {
        String id = calendar.insert(daily("daily", 2, 3));

        assertThat(api.get(EVENTS + "/" + id + "_20260303T080000Z").text("etag"))
                .isEqualTo(api.get(EVENTS + "/" + id).text("etag"));
    }

    @Test
    void readsAnExdateWithAWindowsZoneAsUtcAndMisses() {
        ObjectNode body = daily("daily", 2, 2);
        body.withArray("recurrence").add("EXDATE;TZID=W. Europe Standard Time:20260303T090000");

        assertThat(starts(calendar.insert(body), "")).hasSize(2);
    }

    @Test
    void namesOccurrencesAfterTheirOriginalStart() {
        String hours = calendar.insert(daily("daily", 2, 2));
        String days = calendar.insert(json("{'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},"
                + "'recurrence':['RRULE:FREQ=DAILY;COUNT=2']}"));

        assertThat(api.get(EVENTS + "/" + hours + "/instances").ids())
                .containsExactly(hours + "_20260302T080000Z", hours + "_20260303T080000Z");
        assertThat(api.get(EVENTS + "/" + days + "/instances").ids())
                .containsExactly(days + "_20260302", days + "_20260303");
    }

    @Test
    void findsAnOccurrenceByItsOriginalStart() {
        String id = calendar.insert(daily("daily", 2, 5));

        assertThat(api.get(EVENTS + "/" + id + "/instances?originalStart=2026-03-04T09:00:00%2B01:00")
                        .ids())
                .containsExactly(id + "_20260304T080000Z");
    }

    @Test
    void makesAnExceptionOfAnOccurrenceThatIsWritten() {
        String id = calendar.insert(daily("daily", 2, 3));
        String occurrence = id + "_20260303T080000Z";
        Answer untouched = api.get(EVENTS + "/" + occurrence);

        Answer changed =
                api.patch(EVENTS + "/" + occurrence, json("{'summary':'other'}"), "If-Match", untouched.text("etag"));

        assertThat(changed.text("id")).isEqualTo(occurrence);
        assertThat(changed.text("recurringEventId")).isEqualTo(id);
        assertThat(changed.json().path("originalStartTime"))
                .isEqualTo(json("{'dateTime':'2026-03-03T08:00:00Z','timeZone':'Europe/Berlin'}"));
        assertThat(changed.json().has("recurrence")).isFalse();
        assertThat(changed.text("iCalUID")).isEqualTo(id + "@google.com");
        assertThat(api.get(EVENTS).ids()).containsExactlyInAnyOrder(id, occurrence);
    }

    @Test
    void cancelsAnOccurrenceThatIsDeletedAndTellsItInFullListings() {
        String id = calendar.insert(daily("daily", 2, 3));

        assertThat(api.delete(EVENTS + "/" + id + "_20260303T080000Z").status()).isEqualTo(204);

        assertThat(starts(id, "")).hasSize(2);
        assertThat(starts(id, "?showDeleted=true")).hasSize(3);
        assertThat(api.get(EVENTS).ids()).contains(id + "_20260303T080000Z");
        assertThat(api.get(EVENTS + "/" + id + "_20260309T080000Z").status()).isEqualTo(404);
    }

    @Test
    void mayTellAnExceptionBeforeItsSeries() {
        boolean before = false;
        boolean after = false;
        for (int i = 0; i < 20; i++) {
            String id = calendar.insert(daily("daily", 2, 3));
            calendar.patch(id + "_20260303T080000Z", json("{'summary':'other'}"));
            List<String> ids = api.get(EVENTS).ids();
            before |= ids.indexOf(id + "_20260303T080000Z") < ids.indexOf(id);
            after |= ids.indexOf(id + "_20260303T080000Z") > ids.indexOf(id);
        }

        assertThat(before).isTrue();
        assertThat(after).isTrue();
    }

    @Test
    void takesExceptionsAwayThatANewScheduleHasNoPlaceFor() {
        String id = calendar.insert(daily("daily", 2, 5));
        calendar.patch(id + "_20260303T080000Z", json("{'summary':'stays'}"));
        calendar.patch(id + "_20260305T080000Z", json("{'summary':'goes'}"));

        calendar.patch(id, json("{'recurrence':['RRULE:FREQ=DAILY;COUNT=3']}"));

        assertThat(api.get(EVENTS).item(id + "_20260303T080000Z").path("status").asText())
                .isEqualTo("confirmed");
        assertThat(api.get(EVENTS).item(id + "_20260305T080000Z").path("status").asText())
                .isEqualTo("cancelled");
    }

    @Test
    void deletesExceptionsWithTheirSeriesWithoutAWord() {
        String id = calendar.insert(daily("daily", 2, 5));
        calendar.patch(id + "_20260303T080000Z", json("{'summary':'other'}"));
        String token = api.get(EVENTS).text("nextSyncToken");

        calendar.delete(id);

        assertThat(api.get(EVENTS + "?syncToken=" + token).ids()).containsExactly(id);
        assertThat(api.get(EVENTS).ids()).isEmpty();
    }

    @Test
    void tellsExceptionsOfADeletedSeriesIfWished() {
        try (GoogleCalendarEmulator talkative =
                GoogleCalendarEmulator.builder().exceptionsOfDeletedSeries().start()) {
            EmulatedAccount bob = talkative.account("bob@example.com");
            String id = bob.primary().insert(daily("daily", 2, 5));
            bob.primary().patch(id + "_20260303T080000Z", json("{'summary':'other'}"));
            ApiClient his = ApiClient.of(talkative, bob);
            String token = his.get(EVENTS).text("nextSyncToken");

            bob.primary().delete(id);

            Answer delta = his.get(EVENTS + "?syncToken=" + token);
            assertThat(delta.ids()).containsExactlyInAnyOrder(id, id + "_20260303T080000Z");
            assertThat(delta.item(id + "_20260303T080000Z").has("recurringEventId"))
                    .isFalse();
        }
    }

    @Test
    void listsOccurrencesInPlaceOfSeriesIfAsked() {
        String id = calendar.insert(daily("daily", 2, 3));
        calendar.cancelOccurrence(id, "2026-03-03T08:00:00Z");
        calendar.insert(event("single", 1));

        List<String> ids =
                api.get(EVENTS + "?singleEvents=true&orderBy=startTime").ids();

        assertThat(ids).hasSize(3).doesNotContain(id).endsWith(id + "_20260304T080000Z");
    }
}
