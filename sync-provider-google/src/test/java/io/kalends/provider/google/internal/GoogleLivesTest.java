package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.emulators.google.ResetOccurrences;
import io.kalends.sync.SyncException;
import io.kalends.testkit.CrashPoint;
import io.kalends.testkit.EventSamples;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives made from a number: both sides are edited at random while Google fails, forgets tokens and loses answers, and runs
 * are killed. Once that stops, both sides come to hold the same, each record once.
 */
class GoogleLivesTest {

    private static final int ROUNDS = 8;

    /**
     * Lives that once showed a fault: an edited occurrence of a series that is deleted elsewhere was given up as a copy of
     * what is gone (1452); so was the record of a create whose answer was lost, after a second kill (2020).
     */
    private static final long[] KNOWN = {1_452, 2_020};

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.rangeClosed(1, Long.getLong("kalends.google.lives", 40)), LongStream.of(KNOWN));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesToTheSameOnBothSides(long seed) {
        List<String> trace = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        try (GoogleWorld world = new GoogleWorld(new EmulatedSide(Duration.ZERO, builder -> habits(builder, seed)))) {
            world.google.google().listings().repeatedRows(seed % 5 == 1);
            world.google.google().listings().emptyFirstPages(seed % 7 == 1);
            int born = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int edit = random.nextInt(1, 5); edit > 0; edit--) {
                    trace.add(random.nextBoolean() ? editHere(world, random, born) : editThere(world, random, born));
                    born++;
                }
                trace.add(disturb(world, random));
                if (random.nextInt(4) == 0) {
                    int place = random.nextInt(1, 40);
                    trace.add("killed at " + place + ": " + world.killedAt(CrashPoint.at(place)));
                } else {
                    trace.add(run(world));
                }
                world.google.google().faults().clear();
            }
            try {
                world.comesToRest();
                assertThat(world.onGoogle()).doesNotHaveDuplicates();
            } catch (AssertionError | RuntimeException e) {
                world.links().forEach(trace::add);
                throw new AssertionError("life " + seed + ":\n  " + String.join("\n  ", trace), e);
            }
        }
    }

    /** What Google is not known to do always or never. */
    private static GoogleEmulatorBuilder habits(GoogleEmulatorBuilder builder, long seed) {
        GoogleEmulatorBuilder built = seed % 3 == 1 ? builder.fullCancelledRows() : builder;
        GoogleEmulatorBuilder told = seed % 4 == 1 ? built.exceptionsOfDeletedSeries() : built;
        return seed % 2 == 1 ? told.resetOccurrences(ResetOccurrences.FOLDED) : told;
    }

    private static String run(GoogleWorld world) {
        try {
            return "run: " + world.sync();
        } catch (SyncException e) {
            world.google.advance(Duration.ofHours(2));
            return "run: " + e.getMessage();
        }
    }

    private static String editHere(GoogleWorld world, SplittableRandom random, int n) {
        Map<String, CalendarEvent> records = world.app.records();
        List<String> ids = new ArrayList<>(records.keySet());
        int what = ids.isEmpty() ? 0 : random.nextInt(5);
        if (what <= 1) {
            return "app puts " + world.app.put(world.google.sample(n));
        }
        String id = ids.get(random.nextInt(ids.size()));
        CalendarEvent event = requireNonNull(records.get(id));
        if (what == 2) {
            world.app.remove(id);
            return "app removes " + id;
        }
        if (what == 4 && event.isOccurrence() && random.nextBoolean()) {
            CalendarEvent other = event.status() == EventStatus.CANCELLED
                    ? event.toBuilder()
                            .status(EventStatus.CONFIRMED)
                            .title("back here " + n)
                            .lasting(Duration.ofHours(1))
                            .build()
                    : ExcludedDates.record(event.uid(), event.originalStart().orElseThrow());
            world.app.edit(id, one -> other);
            return "app cancels or brings back " + id;
        }
        if (what == 3 && event.isSeries()) {
            int week = random.nextInt(1, 4);
            CalendarEvent apart = EmulatedSide.occurrence(event, week);
            CalendarEvent occurrence = random.nextInt(3) == 0
                    ? ExcludedDates.record(event.uid(), apart.originalStart().orElseThrow())
                    : apart;
            boolean there = ids.stream()
                    .map(other -> world.app.find(other).orElseThrow())
                    .anyMatch(other -> id.equals(other.parent()) && sameStart(other.record(), occurrence));
            if (!there) {
                return "app sets apart "
                        + world.app.putChild(
                                id,
                                occurrence.status() == EventStatus.CANCELLED
                                        ? occurrence
                                        : occurrence.toBuilder()
                                                .title("moved here " + n)
                                                .build());
            }
        }
        world.app.edit(id, one -> one.toBuilder().title("Tango here " + n).build());
        return "app edits " + id;
    }

    private static boolean sameStart(CalendarEvent one, CalendarEvent other) {
        return one.originalStart()
                .orElseThrow()
                .occurrenceKey()
                .equals(other.originalStart().orElseThrow().occurrenceKey());
    }

    private static String editThere(GoogleWorld world, SplittableRandom random, int n) {
        List<ObjectNode> events = world.google.calendar().events();
        int what = events.isEmpty() ? 0 : random.nextInt(5);
        if (what <= 1) {
            return "google puts " + world.google.put(world.google.sample(500 + n));
        }
        ObjectNode event = events.get(random.nextInt(events.size()));
        String id = event.path("id").asText();
        if (what == 2) {
            world.google.calendar().delete(id);
            return "google removes " + id;
        }
        if (what == 4 && event.has("recurrence")) {
            return excludeThere(world, random, event);
        }
        if (what == 3 && event.has("recurrence")) {
            id = EventIds.occurrence(id, EventTime.zoned(start(event).plusWeeks(random.nextInt(1, 4))));
            if (world.google.calendar().event(id).isEmpty()) {
                return "google has no " + id;
            }
            boolean cancelled = world.google
                    .calendar()
                    .event(id)
                    .orElseThrow()
                    .path("status")
                    .asText()
                    .equals("cancelled");
            if (cancelled || random.nextBoolean()) {
                if (!cancelled) {
                    world.google.calendar().delete(id);
                }
                return "google cancels " + id;
            }
        }
        world.google.calendar().patch(id, JsonNodeFactory.instance.objectNode().put("summary", "Tango there " + n));
        return "google edits " + id;
    }

    private static ZonedDateTime start(ObjectNode event) {
        return OffsetDateTime.parse(event.path("start").path("dateTime").asText())
                .atZoneSameInstant(EventSamples.BERLIN);
    }

    /** Leaves a date out by a line of the series, or takes it in again. */
    private static String excludeThere(GoogleWorld world, SplittableRandom random, ObjectNode series) {
        String date = start(series)
                .plusWeeks(random.nextInt(1, 4))
                .format(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT));
        String line = "EXDATE;TZID=Europe/Berlin:" + date;
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = patch.putArray("recurrence");
        boolean taken = false;
        for (JsonNode old : series.path("recurrence")) {
            taken |= old.asText().equals(line);
            if (!old.asText().equals(line)) {
                lines.add(old);
            }
        }
        if (!taken) {
            lines.add(line);
        }
        world.google.calendar().patch(series.path("id").asText(), patch);
        return "google " + (taken ? "takes in " : "leaves out ") + date + " of "
                + series.path("id").asText();
    }

    private static String disturb(GoogleWorld world, SplittableRandom random) {
        var google = world.google.google();
        int nth = random.nextInt(1, 6);
        CallPattern where = random.nextBoolean()
                ? CallPattern.any().nth(nth)
                : CallPattern.of(List.of("events.insert", "events.patch", "events.delete", "events.get", "events.list")
                                .get(random.nextInt(5)))
                        .nth(random.nextInt(1, 3));
        return switch (random.nextInt(12)) {
            case 0 -> say("token expired", google::expireAccessTokens);
            case 1 -> say("sync tokens expired", google::expireSyncTokens);
            case 2 -> say("500", () -> google.faults().inject(GoogleFault.serverError(), where));
            case 3 -> say("500 after", () -> google.faults().inject(GoogleFault.serverErrorAfterCommit(), where));
            case 4 -> say("dropped", () -> google.faults().inject(GoogleFault.dropped(), where));
            case 5 -> say("dropped after", () -> google.faults().inject(GoogleFault.droppedAfterCommit(), where));
            case 6 ->
                say("429", () -> google.faults().inject(GoogleFault.tooManyRequests(Duration.ofSeconds(5)), where));
            case 7 -> say("403 rate", () -> google.faults().inject(GoogleFault.rateLimitExceeded(), where));
            case 8 -> say("409", () -> google.faults().inject(GoogleFault.conflict(), where));
            case 9 -> say("html", () -> google.faults().inject(GoogleFault.html(502), where));
            case 10 -> say("short pages", () -> google.listings().pageLimit(2));
            default -> "peace";
        };
    }

    private static String say(String what, Runnable fault) {
        fault.run();
        return what;
    }
}
