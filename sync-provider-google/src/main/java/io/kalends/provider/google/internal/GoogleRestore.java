package io.kalends.provider.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventLink;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.Recurrence;
import io.kalends.sync.record.Field;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts back what an event lost on its way to Google, after it was edited there. What Google still holds as it was given has
 * its old value; of what it holds otherwise, the edit counts.
 *
 * @param old the wide side's event before the edit
 * @param shown what Google held of it
 * @param returned what Google holds now
 */
record GoogleRestore(ZoneId zone, CalendarEvent old, CalendarEvent shown, CalendarEvent returned) {

    Optional<JsonNode> field(String name) {
        Field<CalendarEvent> field = CalendarEvents.type().fields().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (old.isOccurrence() && old.status() == EventStatus.CANCELLED) {
            // Google held no more of it than that it is cancelled.
            return Optional.of(field.value(isSchedule(name) ? restored(name) : returned));
        }
        if (name.equals(CalendarEvents.END) && isGivenLength()) {
            return Optional.of(field.value(returned.toBuilder()
                    .start(startLikeOld())
                    .end(startLikeOld())
                    .build()));
        }
        return Optional.of(
                field.value(canonical(field, shown).equals(canonical(field, returned)) ? old : restored(name)));
    }

    private static boolean isSchedule(String name) {
        return GooglePatch.isSchedule(Set.of(name));
    }

    private static JsonNode canonical(Field<CalendarEvent> field, CalendarEvent event) {
        return field.canonical().apply(field.value(event));
    }

    private CalendarEvent restored(String name) {
        return switch (name) {
            case CalendarEvents.START, CalendarEvents.END, CalendarEvents.RECURRENCE ->
                returned.start().isAllDay() ? returned : withTimesLikeOld();
            case CalendarEvents.ATTENDEES ->
                returned.toBuilder()
                        .attendees(GooglePeople.restored(old.attendees(), shown.attendees(), returned.attendees()))
                        .build();
            case CalendarEvents.REMINDERS ->
                returned.toBuilder()
                        .reminders(GoogleReminders.restored(old.reminders(), shown.reminders(), returned.reminders()))
                        .build();
            case CalendarEvents.LINKS -> returned.toBuilder().links(links()).build();
            default -> returned;
        };
    }

    /** Whether Google has the length that it was given for none. */
    private boolean isGivenLength() {
        return length(old).isZero() && length(shown).equals(length(returned));
    }

    private static Duration length(CalendarEvent event) {
        return Duration.between(event.start().widestStart(), event.end().widestStart());
    }

    private EventTime startLikeOld() {
        return shown.start().canonical().equals(returned.start().canonical()) ? old.start() : likeOld(returned.start());
    }

    private CalendarEvent withTimesLikeOld() {
        return returned.toBuilder()
                .start(likeOld(returned.start()))
                .end(likeOld(returned.end()))
                .recurrence(new Recurrence(
                        returned.recurrence().rules(),
                        returned.recurrence().extraDates().stream()
                                .map(this::likeOld)
                                .toList()))
                .build();
    }

    /** Floating where the old start floats, in its offset where Google has no name for that. */
    private EventTime likeOld(EventTime time) {
        if (!(time instanceof EventTime.Zoned now)) {
            return time;
        }
        return old.start()
                .fold(
                        day -> time,
                        zoned -> zoned.time().getZone().normalized() instanceof ZoneOffset offset
                                        && now.time().getZone().normalized().equals(ZoneOffset.UTC)
                                ? EventTime.zoned(now.time().withZoneSameInstant(offset))
                                : time,
                        floating -> EventTime.floating(
                                now.time().withZoneSameInstant(zone).toLocalDateTime()));
    }

    /** More links than one are Google's own, of attached files; else those that did not go there are kept. */
    private List<EventLink> links() {
        if (returned.links().size() > 1) {
            return returned.links();
        }
        List<EventLink> links = new ArrayList<>(returned.links());
        old.links().stream().filter(link -> !shown.links().contains(link)).forEach(links::add);
        return links;
    }
}
