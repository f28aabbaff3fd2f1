package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    private static final String EVENTS = "calendars/primary/events";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'end':{'date':'2026-03-02'}}|required",
                "{'start':{'date':'2026-03-02'}}|required",
                "{'start':{},'end':{'date':'2026-03-02'}}|required",
                "{'start':{'dateTime':'2026-03-02T09:00:00'},'end':{'dateTime':'2026-03-02T10:00:00'}}|required",
                "{'start':{'date':'2026-03-02'},'end':{'dateTime':'2026-03-02T10:00:00Z'}}|invalid",
                "{'start':{'dateTime':'2026-03-02 at nine'},'end':{'dateTime':'2026-03-02T10:00:00Z'}}|invalid",
                "{'start':{'date':'9999-12-31'},'end':{'date':'+10000-01-01'}}|invalid",
                "{'start':{'date':'2026-02-30'},'end':{'date':'2026-03-02'}}|invalid",
                "{'start':{'date':'2026-03-03'},'end':{'date':'2026-03-02'}}|timeRangeEmpty",
                "{'start':{'date':'2026-03-03'},'end':{'date':'2026-03-03'}}|timeRangeEmpty",
                "{'start':{'dateTime':'2026-03-02T09:00:00Z'},'end':{'dateTime':'2026-03-02T09:00:00Z'}}"
                        + "|timeRangeEmpty",
                "{'start':{'dateTime':'2026-03-02T09:00:00Z'},"
                        + "'end':{'dateTime':'2026-03-02T10:00:00','timeZone':'Europe/Berlin'}}|timeRangeEmpty",
                "{'start':{'dateTime':'2026-03-02T09:00:00','timeZone':'W. Europe Standard Time'},"
                        + "'end':{'dateTime':'2026-03-02T10:00:00Z'}}|invalid",
                "{'start':{'dateTime':'2026-03-02T09:00:00Z'},'end':{'dateTime':'2026-03-02T10:00:00Z'},"
                        + "'recurrence':['RRULE:FREQ=DAILY']}|required"
            })
    void refusesTimesThatAreNone(String body, String reason) {
        Answer refused = api.post(EVENTS, json(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void letsOnlyItsOwnPagesMakeAnEventWithoutLength() {
        ObjectNode nine = json("{'dateTime':'2026-03-02T09:00:00Z'}");
        ObjectNode body = event("a", 2);
        body.set("start", nine);
        body.set("end", nine);
        String id = calendar.insert(body);

        assertThat(api.patch(EVENTS + "/" + id, json("{'summary':'b'}")).status())
                .isEqualTo(200);
        assertThat(api.patch(
                                EVENTS + "/" + id,
                                json("{'start':{'dateTime':'2026-03-02T10:00:00Z'},"
                                        + "'end':{'dateTime':'2026-03-02T10:00:00Z'}}"))
                        .reason())
                .isEqualTo("timeRangeEmpty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "RRULE:FREQ=OFTEN",
                "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20260310T000000Z",
                "RRULE:FREQ=DAILY;UNTIL=20260310",
                "DTSTART:20260302T090000Z",
                "EXDATE:tomorrow"
            })
    void refusesLinesThatAreNoRecurrence(String line) {
        ObjectNode body = event("a", 2);
        body.putArray("recurrence").add(line);

        Answer refused = api.post(EVENTS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").path("message").asText()).isEqualTo("Invalid recurrence rule.");
    }

    @Test
    void refusesAnUntilInHoursForDays() {
        ObjectNode body = json("{'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},"
                + "'recurrence':['RRULE:FREQ=DAILY;UNTIL=20260310T000000Z']}");

        assertThat(api.post(EVENTS, body).status()).isEqualTo(400);
    }

    @Test
    void dropsLongNamesOfPropertiesAndCutsLongValues() {
        ObjectNode body = event("a", 2);
        ObjectNode own = body.putObject("extendedProperties").putObject("private");
        own.put("k".repeat(44), "v".repeat(1025)).put("k".repeat(45), "v");

        ObjectNode kept = (ObjectNode)
                api.post(EVENTS, body).json().path("extendedProperties").path("private");

        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.path("k".repeat(44)).asText()).hasSize(1024);
    }

    @Test
    void mergesPropertiesOnPatchRemovesThemByNullAndReplacesThemOnPut() {
        String id = calendar.insert(
                event("a", 2).set("extendedProperties", json("{'private':{'a':'1','b':'2'},'shared':{'c':'3'}}")));
        String path = EVENTS + "/" + id;

        assertThat(api.patch(path, json("{'extendedProperties':{'private':{'a':null,'d':'4'}}}"))
                        .json()
                        .path("extendedProperties"))
                .isEqualTo(json("{'private':{'b':'2','d':'4'},'shared':{'c':'3'}}"));
        assertThat(api.put(path, event("a", 2).set("extendedProperties", json("{'private':{'e':'5'}}")))
                        .json()
                        .path("extendedProperties"))
                .isEqualTo(json("{'private':{'e':'5'}}"));
    }

    @Test
    void findsEventsByAProperty() {
        String id = calendar.insert(event("a", 2).set("extendedProperties", json("{'private':{'origin':'x=1'}}")));
        calendar.insert(event("b", 2));

        assertThat(api.get(EVENTS + "?privateExtendedProperty=origin%3Dx%3D1").ids())
                .containsExactly(id);
        assertThat(api.get(EVENTS + "?sharedExtendedProperty=origin%3Dx%3D1").ids())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'useDefault':true,'overrides':[{'method':'popup','minutes':5}]}",
                "{'useDefault':false,'overrides':[{'method':'popup','minutes':1},{'method':'popup','minutes':2},"
                        + "{'method':'popup','minutes':3},{'method':'popup','minutes':4},{'method':'popup','minutes':5},"
                        + "{'method':'popup','minutes':6}]}"
            })
    void refusesRemindersThatCannotBe(String reminders) {
        assertThat(api.post(EVENTS, event("a", 2).set("reminders", json(reminders)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rewritesRemindersWithoutAWord() {
        ObjectNode body = event("a", 2)
                .set(
                        "reminders",
                        json("{'useDefault':false,'overrides':[{'method':'popup','minutes':99999},"
                                + "{'method':'sms','minutes':5},{'method':'popup','minutes':10},"
                                + "{'method':'popup','minutes':10},{'method':'email','minutes':-1}]}"));

        Answer made = api.post(EVENTS, body);

        assertThat(made.json().path("reminders"))
                .isEqualTo(json("{'useDefault':false,'overrides':[{'method':'email','minutes':0},"
                        + "{'method':'popup','minutes':10},{'method':'popup','minutes':40320}]}"));
    }

    @Test
    void replacesRemindersAsAWholeOnPatch() {
        String id = calendar.insert(event("a", 2)
                .set("reminders", json("{'useDefault':false,'overrides':[{'method':'popup','minutes':10}]}")));

        assertThat(api.patch(EVENTS + "/" + id, json("{'reminders':{'useDefault':true}}"))
                        .json()
                        .path("reminders"))
                .isEqualTo(json("{'useDefault':true}"));
    }

    @Test
    void keepsNoAnswersOfMoreThanTwoHundredGuests() {
        ObjectNode body = event("a", 2);
        ArrayNode guests = body.putArray("attendees");
        for (int guest = 0; guest < 201; guest++) {
            guests.add(json("{'email':'g" + guest + "@example.com','responseStatus':'accepted'}"));
        }

        Answer made = api.post(EVENTS, body);

        assertThat(made.json().path("attendees").findValuesAsText("responseStatus"))
                .hasSize(201)
                .containsOnly("needsAction");
    }

    @Test
    void showsSomeGuestsAndSaysThatOthersAreOmitted() {
        String id = calendar.insert(event("a", 2)
                .set(
                        "attendees",
                        ApiClient.JSON
                                .createArrayNode()
                                .add(json("{'email':'bob@example.com'}"))
                                .add(json("{'email':'alice@example.com'}"))));

        Answer shown = api.get(EVENTS + "/" + id + "?maxAttendees=1");

        assertThat(shown.json().path("attendees").findValuesAsText("email")).containsExactly("alice@example.com");
        assertThat(shown.json().path("attendeesOmitted").asBoolean()).isTrue();
    }

    @Test
    void ignoresConferencesUnlessTheirVersionIsNamed() {
        ObjectNode body = event("a", 2)
                .set(
                        "conferenceData",
                        json("{'createRequest':{'requestId':'r1','conferenceSolutionKey':{'type':'hangoutsMeet'}}}"));

        assertThat(api.post(EVENTS, body).json().has("conferenceData")).isFalse();

        Answer made = api.post(EVENTS + "?conferenceDataVersion=1", body);
        assertThat(made.json()
                        .path("conferenceData")
                        .path("createRequest")
                        .path("status")
                        .path("statusCode")
                        .asText())
                .isEqualTo("pending");
        Answer later = api.get(EVENTS + "/" + made.text("id"));
        assertThat(later.text("hangoutLink")).startsWith("https://meet.google.com/");
        assertThat(later.text("etag")).isNotEqualTo(made.text("etag"));

        Answer replaced = api.put(EVENTS + "/" + made.text("id"), event("b", 2));
        assertThat(replaced.text("hangoutLink")).isEqualTo(later.text("hangoutLink"));
    }

    @Test
    void ignoresAttachmentsUnlessTheyAreSaidToBeSupported() {
        ObjectNode body = event("a", 2);
        body.putArray("attachments").add(json("{'fileUrl':'https://example.com/x','title':'X'}"));

        assertThat(api.post(EVENTS, body).json().has("attachments")).isFalse();
        Answer made = api.post(EVENTS + "?supportsAttachments=true", body);
        assertThat(made.json().path("attachments")).hasSize(1);
        assertThat(api.put(EVENTS + "/" + made.text("id"), event("b", 2)).json().path("attachments"))
                .hasSize(1);
    }

    @Test
    void keepsToTheRulesOfEventTypes() {
        alice.addCalendar("other@x", "Other", ZoneId.of("UTC"), AccessRole.OWNER);
        String mail = calendar.insert(event("Flight", 2).put("eventType", "fromGmail"));

        assertThat(api.post(EVENTS, event("a", 2).put("eventType", "fromGmail")).status())
                .isEqualTo(400);
        assertThat(api.post(EVENTS, event("a", 2).put("eventType", "outOfOffice"))
                        .status())
                .isEqualTo(200);
        assertThat(api.post("calendars/other%40x/events", event("a", 2).put("eventType", "outOfOffice"))
                        .status())
                .isEqualTo(400);
        assertThat(api.patch(EVENTS + "/" + mail, json("{'summary':'b'}")).status())
                .isEqualTo(400);
        assertThat(api.patch(EVENTS + "/" + mail, json("{'colorId':'2'}")).status())
                .isEqualTo(200);
        assertThat(api.patch(EVENTS + "/" + mail, json("{'eventType':'default'}"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post(EVENTS + "/" + mail + "/move?destination=other%40x", json("{}"))
                        .status())
                .isEqualTo(400);
        assertThat(api.get(EVENTS + "?eventTypes=fromGmail").ids()).containsExactly(mail);
    }

    @Test
    void ignoresWhatOnlyTheServerSets() {
        Answer made = api.post(
                EVENTS,
                event("a", 2)
                        .put("etag", "\"1\"")
                        .put("hangoutLink", "https://example.com")
                        .put("unheardOf", true)
                        .set("organizer", json("{'email':'bob@example.com'}")));

        assertThat(made.text("etag")).isNotEqualTo("\"1\"");
        assertThat(made.json().has("hangoutLink")).isFalse();
        assertThat(made.json().has("unheardOf")).isFalse();
        assertThat(made.json().path("organizer").path("email").asText()).isEqualTo("alice@example.com");
    }

    @Test
    void saysNothingOfDefaults() {
        Answer made = api.post(
                EVENTS,
                event("a", 2)
                        .put("transparency", "opaque")
                        .put("visibility", "default")
                        .put("location", ""));

        assertThat(made.json().has("transparency")).isFalse();
        assertThat(made.json().has("visibility")).isFalse();
        assertThat(made.json().has("location")).isFalse();
    }

    @Test
    void refusesABodyThatIsNoJson() {
        Answer refused = ApiClient.send(api.request(EVENTS).POST(BodyPublishers.ofString("summary=a")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("parseError");
    }
}
