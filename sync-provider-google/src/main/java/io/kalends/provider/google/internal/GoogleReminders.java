package io.kalends.provider.google.internal;

import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventReminder;
import io.kalends.calendar.Reminder;
import io.kalends.calendar.Reminder.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reminders of an event's own. The calendar's default ones belong to the calendar and its reader: an event that uses them has
 * none of its own, and keeps using them until it gets some.
 */
final class GoogleReminders {

    /** Google's limits. */
    private static final int MOST = 5;

    private static final Duration LONGEST = Duration.ofDays(28);

    private GoogleReminders() {}

    static List<Reminder> read(Event.@Nullable Reminders reminders) {
        if (reminders == null || Boolean.TRUE.equals(reminders.getUseDefault()) || reminders.getOverrides() == null) {
            return List.of();
        }
        return reminders.getOverrides().stream()
                .map(GoogleReminders::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty for a way of reminding that is not known here. */
    private static Optional<Reminder> read(EventReminder override) {
        Duration before = Duration.ofMinutes(override.getMinutes() == null ? 0 : override.getMinutes());
        return switch (override.getMethod() == null ? "" : override.getMethod()) {
            case "popup" -> Optional.of(Reminder.display(before));
            case "email" -> Optional.of(Reminder.email(before));
            default -> Optional.empty();
        };
    }

    /** What Google can hold: whole minutes up to four weeks before the start, and of those the five nearest to it. */
    static List<Reminder> held(List<Reminder> reminders) {
        return reminders.stream()
                .map(GoogleReminders::held)
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Comparator.comparing(Reminder::before).thenComparing(Reminder::method))
                .limit(MOST)
                .toList();
    }

    /** What Google would hold of one; empty of one after the start. */
    private static Optional<Reminder> held(Reminder reminder) {
        return reminder.before().isNegative()
                ? Optional.empty()
                : Optional.of(new Reminder(held(reminder.before()), reminder.method()));
    }

    /**
     * What becomes of the old reminders by an edit at Google: those that it could not hold are kept, those that it held in
     * another form are kept as they were while it has that.
     *
     * @param shown what Google held of them
     */
    static List<Reminder> restored(List<Reminder> old, List<Reminder> shown, List<Reminder> returned) {
        List<Reminder> restored = new ArrayList<>();
        for (Reminder reminder : old) {
            Optional<Reminder> there = held(reminder).filter(shown::contains);
            if (there.isEmpty() || returned.contains(there.get())) {
                restored.add(reminder);
            }
        }
        returned.stream().filter(reminder -> !shown.contains(reminder)).forEach(restored::add);
        return restored;
    }

    private static Duration held(Duration before) {
        return before.compareTo(LONGEST) > 0 ? LONGEST : Duration.ofMinutes(before.toMinutes());
    }

    static Event.Reminders write(List<Reminder> reminders) {
        List<EventReminder> overrides = held(reminders).stream()
                .map(reminder -> new EventReminder()
                        .setMethod(reminder.method() == Method.EMAIL ? "email" : "popup")
                        .setMinutes((int) reminder.before().toMinutes()))
                .toList();
        Event.Reminders written = new Event.Reminders().setUseDefault(false);
        return overrides.isEmpty()
                ? written.set("overrides", Data.nullOf(ArrayList.class))
                : written.setOverrides(overrides);
    }
}
