package io.kalends.emulators.google;

import static io.kalends.emulators.google.ApiClient.event;
import static io.kalends.emulators.google.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ApiClient.Answer;
import io.kalends.testkit.SettableClock;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventWritesTest {

    private static final String EVENTS = "calendars/primary/events";

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.builder()
            .clock(SettableClock.at("2026-03-01T00:00:00Z"))
            .start();
    private final EmulatedAccount alice = google.account("alice@example.com", ZoneId.of("Europe/Berlin"));
    private final EmulatedCalendar calendar = alice.primary();
    private final ApiClient api = ApiClient.of(google, alice);

    @AfterEach
    void end() {
        google.close();
    }

    private static String at(String id) {
        return EVENTS + "/" + id;
    }

    @Test
    void answersAnInsertWithTheEventAsItIsKept() {
        Answer made = api.post(EVENTS, event("Standup", 2));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("start"))
                .isEqualTo(json("{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'Europe/Berlin'}"));
        assertThat(made.text("iCalUID")).isEqualTo(made.text("id") + "@google.com");
        assertThat(made.text("status")).isEqualTo("confirmed");
        assertThat(made.json().path("organizer")).isEqualTo(json("{'email':'alice@example.com','self':true}"));
        assertThat(made.json().path("reminders")).isEqualTo(json("{'useDefault':true}"));
        assertThat(api.get(at(made.text("id"))).json()).isEqualTo(made.json());
    }

    @Test
    void takesAnOwnIdOnceAndNeverAgain() {
        assertThat(api.post(EVENTS, event("a", 2).put("id", "kalends0001")).text("id"))
                .isEqualTo("kalends0001");

        assertThat(api.post(EVENTS, event("b", 2).put("id", "kalends0001")).reason())
                .isEqualTo("duplicate");
        calendar.delete("kalends0001");
        assertThat(api.post(EVENTS, event("b", 2).put("id", "kalends0001")).status())
                .isEqualTo(409);
        calendar.purgeDeleted();
        assertThat(api.post(EVENTS, event("b", 2).put("id", "kalends0001")).status())
                .isEqualTo(409);
        assertThat(api.get(at("kalends0001")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "Upper0", "letterw", "under_score", "zzzzz"})
    void refusesAnOwnIdOfOtherCharactersOrLength(String id) {
        Answer refused = api.post(EVENTS, event("a", 2).put("id", id));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("invalid");
        assertThat(refused.json().path("error").path("message").asText()).isEqualTo("Invalid resource id value.");
    }

    @Test
    void refusesAnIdTogetherWithAnICalUid() {
        assertThat(api.post(EVENTS, event("a", 2).put("id", "kalends0001").put("iCalUID", "x@y"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void mergesAPatchAndReplacesWithAPut() {
        String id = calendar.insert(event("a", 2).put("location", "Here").put("description", "Text"));

        Answer patched = api.patch(at(id), json("{'summary':'b','location':null}"));
        assertThat(patched.text("summary")).isEqualTo("b");
        assertThat(patched.text("description")).isEqualTo("Text");
        assertThat(patched.json().has("location")).isFalse();

        Answer put = api.put(at(id), event("c", 2));
        assertThat(put.text("summary")).isEqualTo("c");
        assertThat(put.json().has("description")).isFalse();
    }

    @Test
    void changesAnEventFromHoursToADayOnlyIfTheHoursAreTakenOut() {
        String id = calendar.insert(event("a", 2));

        assertThat(api.patch(at(id), json("{'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'}}"))
                        .status())
                .isEqualTo(400);
        Answer moved = api.patch(
                at(id),
                json("{'start':{'date':'2026-03-02','dateTime':null,'timeZone':null},"
                        + "'end':{'date':'2026-03-03','dateTime':null,'timeZone':null}}"));
        assertThat(moved.json().path("start")).isEqualTo(json("{'date':'2026-03-02'}"));
    }

    @Test
    void refusesAWriteForAnOlderRevision() {
        String id = calendar.insert(event("a", 2));
        String etag = api.get(at(id)).text("etag");
        calendar.patch(id, json("{'summary':'b'}"));

        Answer patched = api.patch(at(id), json("{'summary':'c'}"), "If-Match", etag);
        assertThat(patched.status()).isEqualTo(412);
        assertThat(patched.json())
                .isEqualTo(json("{'error':{'errors':[{'domain':'global','reason':'conditionNotMet',"
                        + "'message':'Precondition Failed','locationType':'header','location':'If-Match'}],"
                        + "'code':412,'message':'Precondition Failed'}}"));
        assertThat(api.put(at(id), event("c", 2), "If-Match", etag).status()).isEqualTo(412);
        assertThat(api.delete(at(id), "If-Match", etag).status()).isEqualTo(412);
        String current = api.get(at(id)).text("etag");
        assertThat(api.patch(at(id), json("{'summary':'c'}"), "If-Match", current)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersNothingWhereNothingChanged() {
        String id = calendar.insert(event("a", 2));
        String etag = api.get(at(id)).text("etag");

        Answer same = api.get(at(id), "If-None-Match", etag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.raw().body()).isEmpty();
        calendar.patch(id, json("{'summary':'b'}"));
        assertThat(api.get(at(id), "If-None-Match", etag).status()).isEqualTo(200);
    }

    @Test
    void deletesOnceAndShowsWhatWasDeletedAsCancelled() {
        String id = calendar.insert(event("a", 2));

        assertThat(api.delete(at(id)).status()).isEqualTo(204);
        assertThat(api.delete(at(id)).reason()).isEqualTo("deleted");
        assertThat(api.get(at(id)).text("status")).isEqualTo("cancelled");
        assertThat(api.get(at(id)).text("summary")).isEqualTo("a");
        assertThat(api.patch(at(id), json("{'summary':'b'}")).status()).isEqualTo(410);
        assertThat(api.put(at(id), event("b", 2)).status()).isEqualTo(410);
        assertThat(api.delete(at("never0there")).status()).isEqualTo(404);
    }

    @Test
    void bringsADeletedEventBackByAnUpdateToConfirmed() {
        String id = calendar.insert(event("a", 2));
        calendar.delete(id);

        assertThat(api.put(at(id), event("b", 2).put("status", "confirmed")).status())
                .isEqualTo(200);
        assertThat(api.get(EVENTS).ids()).containsExactly(id);
    }

    @Test
    void movesTheTimeOfChangeWithEachWriteButNotForReminders() {
        String id = calendar.insert(event("a", 2));
        Answer before = api.get(at(id));

        Answer reminded = api.patch(
                at(id), json("{'reminders':{'useDefault':false,'overrides':[{'method':'popup','minutes':5}]}}"));
        assertThat(reminded.text("updated")).isEqualTo(before.text("updated"));
        assertThat(reminded.text("etag")).isNotEqualTo(before.text("etag"));

        Answer renamed = api.patch(at(id), json("{'summary':'b'}"));
        assertThat(renamed.text("updated")).isGreaterThan(before.text("updated"));
    }

    @Test
    void raisesTheSequenceWhenTheScheduleMoves() {
        String id = calendar.insert(event("a", 2));

        assertThat(api.patch(at(id), json("{'summary':'b'}"))
                        .json()
                        .path("sequence")
                        .asInt())
                .isZero();
        assertThat(api.put(at(id), event("b", 3)).json().path("sequence").asInt())
                .isEqualTo(1);
    }

    @Test
    void movesAnEventToAnotherCalendar() {
        EmulatedCalendar other = alice.addCalendar("other@x", "Other", ZoneId.of("UTC"), AccessRole.OWNER);
        String id = calendar.insert(event("a", 2));

        Answer moved = api.post(at(id) + "/move?destination=other%40x", json("{}"));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().path("organizer").path("email").asText()).isEqualTo("other@x");
        assertThat(calendar.events()).isEmpty();
        assertThat(other.events()).hasSize(1);
    }

    @Test
    void importsAUidOnce() {
        assertThat(api.post(EVENTS + "/import", event("a", 2)).reason()).isEqualTo("required");
        assertThat(api.post(EVENTS + "/import", event("a", 2).put("iCalUID", "u@x"))
                        .text("iCalUID"))
                .isEqualTo("u@x");
        assertThat(api.post(EVENTS + "/import", event("a", 2).put("iCalUID", "u@x"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void importsNoEventOfStrangers() {
        Answer refused = api.post(
                EVENTS + "/import",
                event("a", 2).put("iCalUID", "u@x").set("organizer", json("{'email':'bob@example.com'}")));

        assertThat(refused.reason()).isEqualTo("participantIsNeitherOrganizerNorAttendee");
    }

    @Test
    void letsAGuestChangeOnlyHisOwn() {
        String id = calendar.insert(event("a", 2)
                .<ObjectNode>set("organizer", json("{'email':'bob@example.com'}"))
                .set(
                        "attendees",
                        ApiClient.JSON
                                .createArrayNode()
                                .add(json("{'email':'bob@example.com'}"))
                                .add(json("{'email':'alice@example.com'}"))));

        assertThat(api.patch(at(id), json("{'summary':'b'}")).reason()).isEqualTo("forbiddenForNonOrganizer");
        assertThat(api.patch(at(id), json("{'colorId':'3'}")).status()).isEqualTo(200);
        Answer answered = api.patch(
                at(id),
                json("{'attendeesOmitted':true,'attendees':[{'email':'alice@example.com','self':true,"
                        + "'responseStatus':'accepted'}]}"));
        assertThat(answered.json().path("attendees").findValuesAsText("responseStatus"))
                .containsExactly("needsAction", "accepted");
    }

    @Test
    void mailsGuestsOnlyWhenAskedTo() {
        var body = event("a", 2)
                .set(
                        "attendees",
                        ApiClient.JSON
                                .createArrayNode()
                                .add(json("{'email':'bob@example.com'}"))
                                .add(json("{'email':'eve@elsewhere.org'}")));
        String id = api.post(EVENTS, body).text("id");
        api.patch(at(id), json("{'summary':'b'}"));
        assertThat(google.mails()).isEmpty();

        api.patch(at(id) + "?sendUpdates=externalOnly", json("{'summary':'c'}"));
        api.delete(at(id) + "?sendUpdates=all");

        assertThat(google.mails())
                .extracting(RecordedMail::kind)
                .containsExactly(RecordedMail.Kind.UPDATE, RecordedMail.Kind.CANCELLATION);
        assertThat(google.mails().get(0).to()).containsExactly("eve@elsewhere.org");
    }

    @Test
    void rewritesWhatClientsWriteIfWished() {
        try (GoogleCalendarEmulator rewriting = GoogleCalendarEmulator.builder()
                .rewriting(event -> event.put(
                        "description", event.path("description").asText().strip()))
                .start()) {
            EmulatedAccount bob = rewriting.account("bob@example.com");

            Answer made =
                    ApiClient.of(rewriting, bob).post(EVENTS, event("a", 2).put("description", " text "));

            assertThat(made.text("description")).isEqualTo("text");
            String byHand = bob.primary().insert(event("b", 2).put("description", " text "));
            assertThat(bob.primary()
                            .event(byHand)
                            .orElseThrow()
                            .path("description")
                            .asText())
                    .isEqualTo(" text ");
        }
    }

    @Test
    void saysToATestWhatGoogleWouldRefuse() {
        assertThatThrownBy(() -> calendar.insert(json("{'summary':'no time'}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 required");
        assertThatThrownBy(() -> calendar.delete("never0there")).hasMessageContaining("404");
    }
}
