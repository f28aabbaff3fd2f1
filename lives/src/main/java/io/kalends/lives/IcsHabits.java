package io.kalends.lives;

import io.kalends.testkit.lives.Habit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What programs do with calendar files beside editing events. */
final class IcsHabits {

    private IcsHabits() {}

    /** What is done with the events of a file. */
    interface Edit {
        void of(List<List<String>> events);
    }

    /** What is done with any file. */
    static List<Habit> ofFamily(Consumer<Edit> file, String name) {
        return of(file, name).subList(0, 4);
    }

    static List<Habit> of(Consumer<Edit> file, String name) {
        return List.of(
                new Habit(
                        "rewrites the file in another order", pen -> edit(file, events -> Collections.reverse(events))),
                new Habit(
                        "drops the X-lines",
                        pen -> edit(
                                file,
                                events -> events.forEach(event -> event.removeIf(line -> line.startsWith("X-"))))),
                new Habit(
                        "sorts the lines of each event",
                        pen -> edit(file, events -> events.forEach(Collections::sort))),
                new Habit(
                        "renews the UIDs",
                        pen -> {
                            String word = "new" + pen.below(100_000);
                            return edit(file, events -> renew(events, word + name));
                        },
                        true),
                new Habit("copies an event with all its lines", pen -> {
                    String word = pen.word();
                    Optional<String>[] done = one();
                    file.accept(events -> done[0] = pen.pick(
                                    events.stream()
                                            .filter(event -> IcsText.line(event, "RECURRENCE-ID")
                                                            .isEmpty()
                                                    && IcsText.line(event, "RRULE")
                                                            .isEmpty())
                                            .toList(),
                                    event -> IcsText.value(event, "SUMMARY").orElse(""))
                            .map(event -> {
                                List<String> copy = new ArrayList<>(event);
                                IcsText.set(copy, "UID", "UID:copy-" + pen.below(1_000_000));
                                IcsText.set(copy, "SUMMARY", "SUMMARY:" + word + " copy");
                                events.add(copy);
                                return ": " + IcsText.value(event, "SUMMARY").orElse("") + " as " + word;
                            }));
                    return done[0];
                }));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<String>[] one() {
        return new Optional[] {Optional.empty()};
    }

    private static Optional<String> edit(Consumer<Edit> file, Edit edit) {
        boolean[] any = {false};
        file.accept(events -> {
            any[0] = !events.isEmpty();
            edit.of(events);
        });
        return any[0] ? Optional.of("") : Optional.empty();
    }

    private static void renew(List<List<String>> events, String prefix) {
        Map<String, String> names = new HashMap<>();
        for (List<String> event : events) {
            String uid = IcsText.value(event, "UID").orElse("");
            IcsText.set(event, "UID", "UID:" + names.computeIfAbsent(uid, old -> prefix + "-" + names.size()));
        }
    }
}
