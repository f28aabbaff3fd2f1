package io.kalends.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.Availability;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEventBuilder;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Visibility;
import io.kalends.sync.record.RecordType;
import io.kalends.testkit.InMemoryReplica;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** Writes events, series, and occurrences that stand apart from them. */
final class EventEditor implements Editor<CalendarEvent> {

    private static final int KINDS = 28;

    private static final String PRIVATE = "private";

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    /** The words of its texts; and its schedule, which nobody writes twice alike, is a word of its own. */
    @Override
    public Set<String> words(CalendarEvent event) {
        ObjectNode json = (ObjectNode) type().encode(event);
        json.remove(List.of("uid", "recurrenceId"));
        Set<String> words = Ledger.wordsOf(json.toString());
        words.add(event.start().canonical() + "/" + event.end().canonical() + "/"
                + event.recurrence().rules());
        return words;
    }

    @Override
    public CalendarEvent rewritten(CalendarEvent event) {
        return event.toBuilder()
                .title(event.title().toUpperCase(Locale.ROOT))
                .location(event.location().isEmpty() ? "nowhere" : event.location())
                .build();
    }

    @Override
    public CalendarEvent hole(CalendarEvent event) {
        EventTime original = event.originalStart().orElse(event.start());
        return EventDesk.at(CalendarEvent.builder(event.uid()), original)
                .recurrenceId(original)
                .status(EventStatus.CANCELLED)
                .build();
    }

    @Override
    public boolean isShared(CalendarEvent event) {
        return !event.categories().contains(PRIVATE);
    }

    @Override
    public CalendarEvent shared(CalendarEvent event, boolean shared) {
        List<String> categories = new ArrayList<>(event.categories());
        categories.remove(PRIVATE);
        if (!shared) {
            categories.add(PRIVATE);
        }
        return event.toBuilder().categories(categories).build();
    }

    @Override
    public CalendarEvent essence(CalendarEvent event) {
        return event.toBuilder()
                .categories(event.categories().stream().sorted().toList())
                .attendees(event.attendees().stream()
                        .sorted(Comparator.comparing(Attendee::address))
                        .toList())
                .build();
    }

    @Override
    public String edit(
            InMemoryReplica<CalendarEvent> side,
            SplittableRandom random,
            Ledger<CalendarEvent> ledger,
            Manners manners) {
        EventDesk desk = new EventDesk(side, random, ledger);
        if ((manners.leavesAlone() || manners.loneDates()) && random.nextInt(5) == 0) {
            return new LoneDates(desk).edit(manners);
        }
        List<Map.Entry<String, CalendarEvent>> all = side.records().entrySet().stream()
                .filter(one -> manners.others() || ledger.isBornOn(side.id(), one.getValue()))
                .toList();
        int kind = all.isEmpty() ? random.nextInt(4) : random.nextInt(KINDS);
        if (((kind == 9 || kind == 10) && !manners.deletes())
                || (kind == 26 && !manners.rewrites())
                || (kind == 27 && !manners.copies())) {
            kind = 11;
        }
        if (kind <= 1) {
            return desk.writeEvent();
        }
        if (kind <= 3) {
            return desk.writeSeries();
        }
        Map.Entry<String, CalendarEvent> one = all.get(random.nextInt(all.size()));
        SeriesDesk series = new SeriesDesk(desk);
        return switch (kind) {
            case 4, 5, 6 -> series.setApart(one, EventStatus.CONFIRMED);
            case 7 -> series.setApart(one, EventStatus.CANCELLED);
            case 8 -> series.shift(one);
            case 9, 10 -> desk.delete(one);
            case 20, 21, 22 -> series.reschedule(one);
            case 23, 24 -> series.splitOff(one);
            case 25 -> series.repeatOtherwise(one);
            case 26 -> desk.writeAnew(one);
            case 27 -> desk.copy(one);
            default -> desk.change(one, field(kind, random, ledger));
        };
    }

    /** Another value in one field. */
    private static BiConsumer<CalendarEventBuilder, CalendarEvent> field(
            int kind, SplittableRandom random, Ledger<CalendarEvent> ledger) {
        return switch (kind) {
            case 11, 12, 13 -> (builder, old) -> builder.title("title " + ledger.word());
            case 14 -> (builder, old) -> builder.description("text " + ledger.word());
            case 15 -> (builder, old) -> builder.location("room " + ledger.word());
            case 16 -> (builder, old) -> builder.location("");
            case 17 -> (builder, old) -> builder.categories(changed(old.categories(), random, ledger.word()));
            case 18 -> (builder, old) -> builder.attendees(changed(old.attendees(), random, guest(ledger)));
            default ->
                (builder, old) -> builder.availability(random.nextBoolean() ? Availability.FREE : Availability.BUSY)
                        .visibility(random.nextBoolean() ? Visibility.PRIVATE : Visibility.DEFAULT);
        };
    }

    private static Attendee guest(Ledger<CalendarEvent> ledger) {
        return Attendee.of("guest" + ledger.number() + "@example.org").withName(ledger.word());
    }

    private static <T> List<T> changed(List<T> old, SplittableRandom random, T fresh) {
        List<T> list = new ArrayList<>(old);
        if (!list.isEmpty() && random.nextBoolean()) {
            list.remove(random.nextInt(list.size()));
        } else {
            list.add(fresh);
        }
        return list;
    }
}
