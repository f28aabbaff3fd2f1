package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.daily;
import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every answer of every method has the shape that Google's discovery document gives it. */
class DiscoverySchemaTest {

    private static final String EVENTS = "calendars/primary/events";
    private static final Set<String> METHODS = Set.of(
            "events.list",
            "events.get",
            "events.insert",
            "events.update",
            "events.patch",
            "events.delete",
            "events.import",
            "events.instances",
            "events.move",
            "events.watch",
            "calendarList.list",
            "calendarList.get",
            "calendarList.watch",
            "calendars.get",
            "calendars.insert",
            "freebusy.query",
            "colors.get",
            "channels.stop");

    private final DiscoverySchema schema;
    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount alice = google.account("alice@example.com");
    private final ApiClient api = ApiClient.of(google, alice);
    private final Set<String> checked = new TreeSet<>();

    DiscoverySchemaTest() throws IOException {
        schema = new DiscoverySchema();
    }

    @AfterEach
    void end() {
        google.close();
    }

    private Answer fits(String kind, Answer answer) {
        checked.add(kind);
        String name = schema.answerOf(kind);
        if (name.isEmpty()) {
            assertThat(answer.status()).as(kind).isEqualTo(204);
            assertThat(answer.raw().body()).as(kind).isEmpty();
        } else {
            assertThat(answer.status()).as(kind).isEqualTo(200);
            assertThat(schema.faults(name, answer.json())).as(kind).isEmpty();
            assertThat(answer.text("kind")).as(kind).isEqualTo(kindOf(name));
        }
        return answer;
    }

    private static String kindOf(String schema) {
        return switch (schema) {
            case "Channel" -> "api#channel";
            case "FreeBusyResponse" -> "calendar#freeBusy";
            default -> "calendar#" + Character.toLowerCase(schema.charAt(0)) + schema.substring(1);
        };
    }

    /** An event with everything that a client may write. */
    private static ObjectNode rich() {
        return json(event("Rich", 2).toString())
                .put("description", "<b>Text</b>")
                .put("location", "Here")
                .put("colorId", "5")
                .put("transparency", "transparent")
                .put("visibility", "private")
                .put("guestsCanModify", true)
                .setAll(json("{'attendees':[{'email':'bob@example.com','optional':true,'comment':'c',"
                        + "'additionalGuests':1,'displayName':'Bob'},{'email':'alice@example.com'}],"
                        + "'extendedProperties':{'private':{'a':'1'},'shared':{'b':'2'}},"
                        + "'reminders':{'useDefault':false,'overrides':[{'method':'popup','minutes':10}]},"
                        + "'source':{'url':'https://example.com','title':'S'},"
                        + "'attachments':[{'fileUrl':'https://example.com/f','title':'F'}],"
                        + "'conferenceData':{'createRequest':{'requestId':'r',"
                        + "'conferenceSolutionKey':{'type':'hangoutsMeet'}}}}"));
    }

    @Test
    void answersInTheShapeOfTheDocumentEverywhere() {
        alice.addCalendar("other@x", "Other", ZoneId.of("Europe/Berlin"), AccessRole.OWNER);
        String all = "?conferenceDataVersion=1&supportsAttachments=true";
        String id = fits("events.insert", api.post(EVENTS + all, rich())).text("id");
        fits("events.get", api.get(EVENTS + "/" + id));
        fits("events.get", api.get(EVENTS + "/" + id + "?maxAttendees=1"));
        fits("events.update", api.put(EVENTS + "/" + id + all, rich()));
        fits("events.patch", api.patch(EVENTS + "/" + id, json("{'summary':'b'}")));
        fits("events.import", api.post(EVENTS + "/import", event("i", 3).put("iCalUID", "u@x")));
        String series =
                fits("events.insert", api.post(EVENTS, daily("d", 2, 4))).text("id");
        fits("events.patch", api.patch(EVENTS + "/" + series + "_20260303T080000Z", json("{'summary':'x'}")));
        fits("events.delete", api.delete(EVENTS + "/" + series + "_20260304T080000Z"));
        fits("events.instances", api.get(EVENTS + "/" + series + "/instances?showDeleted=true"));
        String token =
                fits("events.list", api.get(EVENTS + "?showDeleted=true")).text("nextSyncToken");
        fits("events.move", api.post(EVENTS + "/" + id + "/move?destination=other%40x", json("{}")));
        fits("events.list", api.get(EVENTS + "?syncToken=" + token));
        fits("events.list", api.get(EVENTS + "?singleEvents=true&maxResults=1"));
        fits("calendarList.list", api.get("users/me/calendarList"));
        fits("calendarList.get", api.get("users/me/calendarList/primary"));
        fits("calendars.get", api.get("calendars/primary"));
        fits("calendars.insert", api.post("calendars", json("{'summary':'New'}")));
        fits("colors.get", api.get("colors"));
        fits(
                "freebusy.query",
                api.post(
                        "freeBusy",
                        json("{'timeMin':'2026-03-01T00:00:00Z','timeMax':'2026-03-09T00:00:00Z',"
                                + "'items':[{'id':'primary'},{'id':'nobody'}]}")));
        ObjectNode channel = json("{'id':'c1','type':'web_hook','token':'t','address':'https://localhost:1/'}");
        Answer watch = fits("events.watch", api.post(EVENTS + "/watch", channel));
        fits("calendarList.watch", api.post("users/me/calendarList/watch", channel.put("id", "c2")));
        fits(
                "channels.stop",
                api.post("channels/stop", json("{'id':'c1'}").put("resourceId", watch.text("resourceId"))));

        assertThat(checked).containsExactlyInAnyOrderElementsOf(METHODS);
    }

    @Test
    void noticesWhatDoesNotFit() {
        List<JsonNode> wrong = new ArrayList<>();
        wrong.add(json("{'summary':1}"));
        wrong.add(json("{'unheardOf':true}"));
        wrong.add(json("{'start':{'date':'tomorrow'}}"));
        wrong.add(json("{'attendees':{}}"));
        wrong.add(json("{'extendedProperties':{'private':{'a':1}}}"));

        assertThat(wrong)
                .allSatisfy(event -> assertThat(schema.faults("Event", event)).hasSize(1));
    }
}
