package io.kalends.examples.quickstart;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.sync.OpenConflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Versioned;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens: a first sync, edits on both sides, a dry run, a merge, a conflict, and a last run that writes nothing. */
record Story(World world, PrintStream out) {

    void tell() {
        chapter("1. First sync");
        run();
        if (world.edits()) {
            edits();
            settle();
        }
        chapter((world.edits() ? "6" : "2") + ". Once more, with nothing changed");
        SyncReport last = run();
        if (last.writes() > 0) {
            throw new IllegalStateException("a run without changes wrote something");
        }
        end();
    }

    private void edits() {
        OtherProgram other = new OtherProgram(world.pair().right());
        List<CalendarEvent> events = editable();
        chapter("2. Edits on both sides");
        world.app()
                .save(CalendarEvent.builder("retro@app.example")
                        .title("Retrospective")
                        .start(EventTime.zoned(LocalDateTime.of(2026, 3, 27, 15, 0), ZoneId.of("Europe/Berlin")))
                        .lasting(Duration.ofHours(1))
                        .build());
        out.println("  app:   adds 'Retrospective'");
        if (!events.isEmpty()) {
            CalendarEvent merged = events.get(0);
            world.app()
                    .save(merged.toBuilder()
                            .title(merged.title() + " (moved upstairs)")
                            .build());
            other.edit(merged.uid(), CalendarEvents.LOCATION, event -> event.location("Attic"));
            out.println("  app:   renames '" + merged.title() + "'");
            out.println("  other: gives the same event another location");
        }
        if (events.size() > 1) {
            CalendarEvent disputed = events.get(1);
            world.app().save(disputed.toBuilder().title("App's title").build());
            other.edit(disputed.uid(), CalendarEvents.TITLE, event -> event.title("Other's title"));
            out.println("  app:   renames '" + disputed.title() + "' to \"App's title\"");
            out.println("  other: renames the same event to \"Other's title\"");
        }
        if (events.size() > 2) {
            other.delete(events.get(2).uid());
            out.println("  other: deletes '" + events.get(2).title() + "'");
        }
    }

    private void settle() {
        chapter("3. Dry run: what would be done");
        out.print(world.engine().plan(world.pair()).describe());
        chapter("4. Second sync: the merge, and the conflict");
        run();
        chapter("5. The conflict and its resolution");
        List<OpenConflict<CalendarEvent>> conflicts = world.engine().conflicts(world.pair());
        for (OpenConflict<CalendarEvent> conflict : conflicts) {
            out.println("  " + conflict.fields() + ": app says \"" + title(conflict.left()) + "\", other says \""
                    + title(conflict.right()) + "\"");
            out.println("  decided: the app is right");
            world.engine().resolve(world.pair(), conflict, Resolution.keep(Side.LEFT));
        }
        if (conflicts.isEmpty()) {
            out.println("  none: the calendar has too few events to quarrel about");
        }
        run();
    }

    /** Events of their own, the nearest first: not occurrences, and with a title to change. */
    private List<CalendarEvent> editable() {
        return new OtherProgram(world.app().replica())
                .events().stream()
                        .map(Versioned::record)
                        .filter(event -> !event.isOccurrence() && !event.isSeries())
                        .sorted(Comparator.comparing(
                                        (CalendarEvent event) -> event.start().widestStart())
                                .thenComparing(CalendarEvent::uid))
                        .toList();
    }

    private static String title(@Nullable CalendarEvent event) {
        return event == null ? "(deleted)" : event.title();
    }

    private SyncReport run() {
        SyncReport report = world.engine().sync(world.pair());
        out.print(report.describe());
        return report;
    }

    private void end() {
        int left = Listing.of(world.pair().left()).size();
        int right = Listing.of(world.pair().right()).size();
        out.println();
        out.println("in sync: " + left + " records in the app, " + right + " on the other side");
    }

    private void chapter(String title) {
        out.println();
        out.println("== " + title);
    }
}
