package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.provider.google.internal.Corpus.AppShape;
import io.kalends.provider.google.internal.Corpus.GoogleShape;
import io.kalends.sync.Entry;
import io.kalends.sync.Projection;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.Fingerprints;
import io.kalends.testkit.EventSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape there and back: what is read, that writing it back changes nothing, and that what is lost can be restored. */
class GoogleCorpusTest {

    /** The calendar's id, which is its owner's address. */
    private static final String OWN = "ada@example.org";

    private static final GoogleEvents EVENTS =
            GoogleEvents.of(EventSamples.BERLIN, EventSamples.BERLIN, new GoogleRights(true, false, OWN));
    private static final GoogleEvents INVITING =
            GoogleEvents.of(EventSamples.BERLIN, EventSamples.BERLIN, new GoogleRights(true, true, OWN));
    private static final Projection<CalendarEvent> SHOWN = new GoogleProjection(EventSamples.BERLIN, false, OWN);
    private static final Set<String> SCHEDULE =
            Set.of(CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE);

    private static final Fingerprints PRINTS = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);

    static List<GoogleShape> google() {
        return Corpus.google();
    }

    static List<GoogleShape> readable() {
        return Corpus.readable();
    }

    static List<GoogleShape> writable() {
        return Corpus.readable().stream()
                .filter(shape -> !present(EVENTS.read(shape.event())).readOnly().equals(GoogleEvents.fields()))
                .toList();
    }

    static List<AppShape> app() {
        return Corpus.app();
    }

    @Test
    void hasSixtyShapesAtLeast() {
        assertThat(Corpus.google()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(Corpus.app()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("google")
    void readsWhatTheFileSays(GoogleShape shape) {
        Entry<CalendarEvent> entry = EVENTS.read(shape.event());
        if (!shape.isReadable()) {
            assertThat(entry).isInstanceOf(Entry.Unreadable.class);
            return;
        }
        Versioned<CalendarEvent> read = present(entry);
        JsonNode record = CalendarEvents.type().encode(read.record());
        shape.file()
                .path("reads")
                .properties()
                .forEach(expected -> assertThat(record.path(expected.getKey()))
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue()));
        shape.file()
                .path("conference")
                .properties()
                .forEach(expected -> assertThat(record.path("conference")
                                .path(expected.getKey())
                                .asText())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().asText()));
        if (shape.file().has("readOnly")) {
            assertThat(read.readOnly())
                    .containsExactlyInAnyOrderElementsOf(
                            Corpus.names(shape.file().path("readOnly")));
        }
        if (shape.file().has("unknown")) {
            assertThat(read.unknown())
                    .containsExactlyInAnyOrderElementsOf(
                            Corpus.names(shape.file().path("unknown")));
        }
        assertThat(read.origin()).isEqualTo(shape.file().path("origin").textValue());
        assertThat(read.revision()).isEqualTo(shape.json().path("etag").asText());
        assertThat(read.parent())
                .isEqualTo(shape.json().path("recurringEventId").textValue());
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsTheDatesThatTheFileLeavesOut(GoogleShape shape) {
        Map<String, EventTime> dates = EVENTS.excludedDates(shape.event());
        assertThat(dates.keySet())
                .containsExactlyInAnyOrderElementsOf(Corpus.names(shape.file().path("excluded")));
        dates.forEach((id, date) -> {
            Versioned<CalendarEvent> read = EVENTS.excludedDate(shape.event(), date);
            assertThat(read.id()).isEqualTo(id);
            assertThat(read.record().uid())
                    .isEqualTo(present(EVENTS.read(shape.event())).record().uid());
            assertThat(read.record()).isEqualTo(SHOWN.project(read.record()));
        });
    }

    @ParameterizedTest
    @MethodSource("writable")
    void changesNothingByWritingBackWhatWasRead(GoogleShape shape) {
        Versioned<CalendarEvent> read = present(EVENTS.read(shape.event()));
        Set<String> writable = new TreeSet<>(GoogleEvents.fields());
        writable.removeAll(read.readOnly());
        Event body =
                EVENTS.patch(new Write.Update<>(read.id(), read.revision(), read.record(), writable), shape.event());
        ObjectNode after = PureGoogle.patched(shape.json(), body);
        Map<String, FieldState> then = states(read.record());
        Map<String, FieldState> shown = states(SHOWN.project(read.record()));
        Map<String, FieldState> now =
                states(present(EVENTS.read(Corpus.asEvent(after))).record());
        now.forEach((field, state) -> assertThat(state)
                .as(field)
                .isIn(
                        writable.contains(field)
                                ? List.of(then.get(field), shown.get(field))
                                : List.of(then.get(field))));
        for (String kept : List.of(
                "attendees",
                "attachments",
                "conferenceData",
                "hangoutLink",
                "extendedProperties",
                "gadget",
                "guestsCanInviteOthers",
                "fieldOfTheFuture",
                "eventType",
                "organizer",
                "recurringEventId")) {
            assertThat(after.path(kept)).as(kept).isEqualTo(shape.json().path(kept));
        }
        assertThat(exclusions(after)).isEqualTo(exclusions(shape.json()));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void holdsItsOwnEventsWhenTheyAreCopiedBack(GoogleShape shape) {
        CalendarEvent record = present(EVENTS.read(shape.event())).record();
        holdsWhatIsShown(stored(EVENTS, record), record);
    }

    /** Of somebody else's meeting the answer is shown, for the meeting itself; a copy of it invites nobody. */
    private static void holdsWhatIsShown(CalendarEvent stored, CalendarEvent record) {
        Map<String, FieldState> shown = states(SHOWN.project(record));
        if (GooglePeople.isInvitation(record, OWN)) {
            shown.put(CalendarEvents.ATTENDEES, FieldState.empty());
            shown.put(CalendarEvents.ORGANIZER, FieldState.empty());
        }
        assertThat(states(stored)).isEqualTo(shown);
    }

    @ParameterizedTest
    @MethodSource("app")
    void holdsWhatTheProjectionSays(AppShape shape) {
        CalendarEvent record = shape.record();
        assertThat(states(stored(EVENTS, record))).isEqualTo(states(SHOWN.project(record)));
        assertThat(lost(record)).isEqualTo(shape.loses());
    }

    @ParameterizedTest
    @MethodSource("app")
    void restoresWhatWasLost(AppShape shape) {
        CalendarEvent record = shape.record();
        CalendarEvent back = stored(EVENTS, record);
        Map<String, JsonNode> values = new HashMap<>();
        for (String field : lost(record)) {
            values.put(field, SHOWN.put(field, record, back).orElse(NullNode.getInstance()));
        }
        CalendarEvent restored = CalendarEvents.type().patch(back, values);
        values.keySet()
                .forEach(field -> assertThat(states(restored).get(field))
                        .as(field)
                        .isEqualTo(states(record).get(field)));
    }

    @ParameterizedTest
    @MethodSource("app")
    void writesAttendeesWhereItInvites(AppShape shape) {
        CalendarEvent record = shape.record();
        CalendarEvent invited = stored(INVITING, record);
        assertThat(states(invited.toBuilder().organizer(null).build()))
                .isEqualTo(states(new GoogleProjection(EventSamples.BERLIN, true, OWN).project(record)));
    }

    @Test
    void holdsWhatTheProjectionSaysOfAnyMixtureOfFields() {
        List<CalendarEvent> pool = new ArrayList<>();
        Corpus.app().forEach(shape -> pool.add(shape.record()));
        Corpus.readable()
                .forEach(shape -> pool.add(present(EVENTS.read(shape.event())).record()));
        pool.addAll(EventSamples.all());
        List<CalendarEvent> alone =
                pool.stream().filter(event -> !event.isOccurrence()).toList();
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CalendarEvent event = mixed(alone, random);
            CalendarEvent shown = SHOWN.project(event);
            assertThat(SHOWN.project(shown)).as("seed %s", seed).isEqualTo(shown);
            holdsWhatIsShown(stored(EVENTS, event), event);
            CalendarEvent other = mixed(alone, random);
            holdsWhatIsShown(patched(event, other), other);
        }
    }

    private static CalendarEvent mixed(List<CalendarEvent> pool, SplittableRandom random) {
        Map<String, JsonNode> values = new HashMap<>();
        CalendarEvent times = pool.get(random.nextInt(pool.size()));
        for (Field<CalendarEvent> field : CalendarEvents.type().fields()) {
            CalendarEvent from = SCHEDULE.contains(field.name()) ? times : pool.get(random.nextInt(pool.size()));
            values.put(field.name(), field.value(from));
        }
        return CalendarEvents.type().patch(times, values);
    }

    /** What Google holds after one event was made there and patched to be like another. */
    private static CalendarEvent patched(CalendarEvent event, CalendarEvent other) {
        ObjectNode before = Corpus.asJson(PureGoogle.inserted(EVENTS.insertion(create(event), "id1234")));
        Event body = EVENTS.patch(
                new Write.Update<>("id1234", "\"1\"", other, GoogleEvents.fields()), Corpus.asEvent(before));
        return present(EVENTS.read(Corpus.asEvent(PureGoogle.patched(before, body))))
                .record();
    }

    /** What Google holds of a new event, or of an occurrence set apart. */
    private static CalendarEvent stored(GoogleEvents events, CalendarEvent record) {
        if (!record.isOccurrence()) {
            return present(events.read(PureGoogle.inserted(events.insertion(create(record), "id1234"))))
                    .record();
        }
        Event body = events.occurrence(create(record));
        Event instance = PureGoogle.inserted(body)
                .setId("id1234_1")
                .setRecurringEventId("id1234")
                .setOriginalStartTime(new GoogleTimes(EventSamples.BERLIN)
                        .write(record.originalStart().orElseThrow()));
        return present(events.read(instance)).record();
    }

    private static List<String> exclusions(JsonNode event) {
        List<String> lines = new ArrayList<>();
        event.path("recurrence").forEach(line -> lines.add(line.asText()));
        return lines.stream().filter(GoogleRecurrence::isExclusion).toList();
    }

    private static Write.Create<CalendarEvent> create(CalendarEvent record) {
        return new Write.Create<>("key", record, record.isOccurrence() ? "id1234" : null, "app:1", null);
    }

    private static Versioned<CalendarEvent> present(Entry<CalendarEvent> entry) {
        assertThat(entry).isInstanceOf(Entry.Present.class);
        return ((Entry.Present<CalendarEvent>) entry).record();
    }

    /** The fields of which Google holds less. */
    private static Set<String> lost(CalendarEvent record) {
        Map<String, FieldState> whole = states(record);
        Map<String, FieldState> shown = states(SHOWN.project(record));
        Set<String> lost = new TreeSet<>();
        whole.forEach((field, state) -> {
            if (!state.equals(shown.get(field))) {
                lost.add(field);
            }
        });
        return lost;
    }

    private static Map<String, FieldState> states(CalendarEvent record) {
        Map<String, FieldState> states = new TreeMap<>();
        for (Field<CalendarEvent> field : CalendarEvents.type().fields()) {
            if (GoogleEvents.fields().contains(field.name())) {
                states.put(field.name(), PRINTS.of(field, field.value(record)));
            }
        }
        return states;
    }
}
