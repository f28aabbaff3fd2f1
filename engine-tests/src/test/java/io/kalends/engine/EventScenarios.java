package io.kalends.engine;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.ConflictPolicy;
import java.util.List;
import java.util.function.Consumer;

/** What the crash matrix breaks off, with series and what stands apart from them. */
final class EventScenarios {

    private EventScenarios() {}

    private static void aSeriesInSync(World<CalendarEvent> world) {
        String series = world.left.put(EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 10, "in room 2"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 10, "in room 4"));
        world.sync();
        world.sync();
    }

    private static CrashScenario<CalendarEvent> events(String name, Consumer<World<CalendarEvent>> under) {
        return new CrashScenario<>(
                name,
                CalendarEvents.type(),
                pair -> pair,
                EventScenarios::aSeriesInSync,
                under,
                world -> world.engine.sync(world.pair()),
                event -> event);
    }

    static List<CrashScenario<CalendarEvent>> all() {
        return List.of(
                keepBoth(),
                events("deletion of a family", world -> world.left.remove(EventWorld.series(world.left))),
                events("deletion of a family against an edit in it", world -> {
                    world.left.remove(EventWorld.series(world.left));
                    EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "edited on the right");
                }),
                events("shift of a series", EventScenarios::shift),
                events("split of a series", EventScenarios::split));
    }

    private static CrashScenario<CalendarEvent> keepBoth() {
        return new CrashScenario<>(
                "both versions stay",
                CalendarEvents.type(),
                pair -> pair.onConflict(ConflictPolicy.keepBoth()),
                EventScenarios::aSeriesInSync,
                world -> {
                    EventWorld.retitle(world.left, EventWorld.titled(world.left, "in room 2"), "left");
                    EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 2"), "right");
                },
                world -> world.engine.sync(world.pair()),
                // The copy's uid is made from the link's id, which is drawn at random.
                event -> event.title() + event.start());
    }

    private static void shift(World<CalendarEvent> world) {
        String series = EventWorld.series(world.left);
        world.left.edit(series, event -> EventWorld.series("series", EventWorld.monday(0), 11, "FREQ=WEEKLY"));
        world.left.remove(EventWorld.titled(world.left, "in room 2"));
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(1), 11, "in room 2"));
        world.left.putChild(series, EventWorld.occurrence("series", EventWorld.monday(3), 11, "in room 4"));
        EventWorld.retitle(world.right, EventWorld.titled(world.right, "in room 4"), "in room 5");
    }

    private static void split(World<CalendarEvent> world) {
        String series = EventWorld.series(world.left);
        world.left.remove(EventWorld.titled(world.left, "in room 4"));
        world.left.edit(
                series,
                event -> EventWorld.series("series", EventWorld.monday(0), 10, "FREQ=WEEKLY;UNTIL=20260316T090000Z"));
        String rest = world.left.put(EventWorld.series("rest", EventWorld.monday(3), 11, "FREQ=WEEKLY"));
        world.left.putChild(rest, EventWorld.occurrence("rest", EventWorld.monday(3), 11, "in room 4"));
    }
}
