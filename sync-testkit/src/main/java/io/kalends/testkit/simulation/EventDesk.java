package io.kalends.testkit.simulation;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.InMemoryReplica;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Where somebody sits who writes events on one side, and notes in the ledger what was done. */
final class EventDesk {

    private static final List<ZoneId> ZONES =
            List.of(EventSamples.BERLIN, ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"));

    final InMemoryReplica<CalendarEvent> side;
    final SplittableRandom random;
    final Ledger<CalendarEvent> ledger;

    EventDesk(InMemoryReplica<CalendarEvent> side, SplittableRandom random, Ledger<CalendarEvent> ledger) {
        this.side = side;
        this.random = random;
        this.ledger = ledger;
    }

    static String name(CalendarEvent event) {
        return event.uid()
                + event.originalStart().map(start -> " at " + start.text()).orElse("");
    }

    /** A start like no other: its second, or for a whole day its date, is taken once. */
    EventTime freshStart() {
        int once = ledger.number();
        LocalDate day = EventSamples.MONDAY.plusDays(random.nextInt(28));
        LocalTime time = LocalTime.of(8, 0).plusSeconds(once);
        return switch (random.nextInt(6)) {
            case 0 -> EventTime.allDay(EventSamples.MONDAY.plusDays(once));
            case 1 -> EventTime.floating(day.atTime(time));
            default -> EventTime.zoned(day.atTime(time), ZONES.get(random.nextInt(ZONES.size())));
        };
    }

    Recurrence freshRule() {
        int once = ledger.number();
        return switch (random.nextInt(4)) {
            case 0 -> Recurrence.of("FREQ=DAILY;COUNT=" + (30 + once));
            case 1 -> Recurrence.of("FREQ=WEEKLY;COUNT=" + (10 + once));
            default -> Recurrence.of("FREQ=WEEKLY");
        };
    }

    /** Starts there and lasts as long as things do of that kind. */
    static CalendarEventBuilder at(CalendarEventBuilder builder, EventTime start) {
        return start.isAllDay()
                ? builder.start(start).end(null)
                : builder.start(start).lasting(Duration.ofMinutes(30));
    }

    String writeEvent() {
        return write("event ", Recurrence.NONE);
    }

    String writeSeries() {
        return write("series ", freshRule());
    }

    private String write(String what, Recurrence recurrence) {
        String word = ledger.word();
        CalendarEvent event = at(CalendarEvent.builder("uid-" + ledger.number()), freshStart())
                .title(what + word)
                .recurrence(recurrence)
                .build();
        side.put(event);
        ledger.born(side.id(), event);
        return "writes " + what + name(event) + " with " + ledger.words(event);
    }

    String change(Map.Entry<String, CalendarEvent> one, BiConsumer<CalendarEventBuilder, CalendarEvent> edit) {
        CalendarEventBuilder builder = one.getValue().toBuilder();
        edit.accept(builder, one.getValue());
        CalendarEvent after = builder.build();
        side.edit(one.getKey(), old -> after);
        ledger.did(one.getValue(), after);
        return "changes " + name(after) + " to " + ledger.words(after);
    }

    /** What stands apart from this series. */
    List<Map.Entry<String, CalendarEvent>> apartFrom(CalendarEvent series) {
        return find(event -> event.isOccurrence() && event.uid().equals(series.uid()));
    }

    Optional<Map.Entry<String, CalendarEvent>> named(CalendarEvent like) {
        return find(event -> ledger.name(event).equals(ledger.name(like))).stream()
                .findFirst();
    }

    List<Map.Entry<String, CalendarEvent>> find(Predicate<CalendarEvent> which) {
        return side.records().entrySet().stream()
                .filter(one -> which.test(one.getValue()))
                .toList();
    }

    /** Deletes it, and a series with all that stands apart from it; an occurrence falls back to its series' rule. */
    String delete(Map.Entry<String, CalendarEvent> one) {
        CalendarEvent event = one.getValue();
        if (ledger.wasCopied(event)) {
            // A copy bears its mark, and could be taken for it before either was ever synced.
            return "hesitates";
        }
        if (!event.isOccurrence()) {
            apartFrom(event).forEach(child -> ledger.did(child.getValue(), null));
        }
        side.remove(one.getKey());
        ledger.did(event, null);
        return "deletes " + name(event);
    }

    /** Deletes it and writes it anew, under another id of the side's. */
    String writeAnew(Map.Entry<String, CalendarEvent> one) {
        CalendarEvent event = one.getValue();
        String word = ledger.word();
        if (event.isOccurrence() || !apartFrom(event).isEmpty()) {
            return change(one, (builder, old) -> builder.title("title " + word));
        }
        CalendarEvent anew = event.toBuilder().title("anew " + word).build();
        side.remove(one.getKey());
        side.put(anew);
        ledger.did(event, anew);
        ledger.rewritten(anew);
        return "deletes " + name(event) + " and writes it anew";
    }

    /** What "duplicate" in a user interface does: the origin mark goes along. An occurrence becomes an event of its own. */
    String copy(Map.Entry<String, CalendarEvent> one) {
        String word = ledger.word();
        CalendarEvent copy = at(CalendarEvent.builder("uid-" + ledger.number()), freshStart())
                .title("copy " + word)
                .build();
        if (one.getValue().isOccurrence()) {
            side.put(copy);
        } else {
            side.duplicate(one.getKey(), original -> copy);
            ledger.copied(one.getValue());
        }
        ledger.born(side.id(), copy);
        return "copies " + name(one.getValue()) + " as " + name(copy);
    }
}
