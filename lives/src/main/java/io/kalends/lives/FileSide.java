package io.kalends.lives;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.provider.ics.IcsProvider;
import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.testkit.lives.Habit;
import io.kalends.testkit.lives.Item;
import io.kalends.testkit.lives.LifeSide;
import io.kalends.testkit.lives.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A calendar file that another program edits. */
final class FileSide implements LifeSide {

    private final Path file;
    private final Room room;
    private final IcsProgram program;
    private final IcsHistory history;
    private int uids;

    FileSide(Path file, Room room) {
        this.file = file;
        this.room = room;
        SplittableRandom random = new SplittableRandom(room.seed());
        program = new IcsProgram(room.clock(), random.nextBoolean(), random.nextBoolean());
        history = new IcsHistory(this::text, this::save);
        if (random.nextBoolean()) {
            save(new IcsText("").text());
        }
    }

    @Override
    public Replica<CalendarEvent> replica() {
        return new IcsProvider()
                .connect(
                        Account.none(),
                        ProviderSettings.defaults().zone(room.zone()).clock(room.clock()))
                .replica(file.toString(), CalendarEvents.type());
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(String text) {
        try {
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(room.clock().instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Item> items() {
        history.look();
        return IcsItems.of("", text());
    }

    /** What a program does with the file. */
    private interface Edit {
        void of(List<List<String>> events);
    }

    private void edit(Edit edit) {
        IcsText text = new IcsText(text());
        edit.of(text.events());
        save(text.text());
    }

    private static int place(String handle) {
        return Integer.parseInt(handle);
    }

    @Override
    public String insert(Item item) {
        List<String> lines = program.written(room.name() + "-" + ++uids + "@life", item);
        edit(events -> events.add(lines));
        return String.valueOf(new IcsText(text()).events().size() - 1);
    }

    @Override
    public void change(Item before, Item after) {
        edit(events -> {
            if (!before.handle().isEmpty()) {
                program.apply(events.get(place(before.handle())), after);
                return;
            }
            List<String> series = events.get(place(String.valueOf(after.series())));
            EventTime original = after.original();
            if (after.cancelled() && program.excludes() && original != null) {
                series.add(IcsProgram.line("EXDATE", original));
            } else {
                events.add(program.written(IcsText.value(series, "UID").orElseThrow(), after));
            }
        });
    }

    @Override
    public void remove(Item item) {
        edit(events -> {
            List<String> lines = events.get(place(item.handle()));
            String uid = IcsText.value(lines, "UID").orElseThrow();
            if (item.isOccurrence()) {
                events.remove(lines);
            } else {
                events.removeIf(other -> IcsText.value(other, "UID").orElse("").equals(uid)
                        && (other == lines
                                || IcsText.line(other, "RECURRENCE-ID").isPresent()));
            }
        });
    }

    @Override
    public void rename(Item occurrence, Item renamed) {
        edit(events -> {
            List<String> lines = events.get(place(occurrence.handle()));
            List<String> series = events.get(place(String.valueOf(renamed.series())));
            program.apply(lines, renamed);
            EventTime original = renamed.original();
            if (original != null) {
                IcsText.set(lines, "RECURRENCE-ID", IcsProgram.line("RECURRENCE-ID", original));
            }
            IcsText.set(lines, "UID", "UID:" + IcsText.value(series, "UID").orElseThrow());
        });
    }

    @Override
    public void runComes() {
        history.look();
    }

    @Override
    public List<Habit> habits() {
        List<Habit> habits = new ArrayList<>(IcsHabits.of(this::edit0, room.name()));
        habits.addAll(history.habits());
        habits.addAll(history.habits());
        return habits;
    }

    private void edit0(IcsHabits.Edit edit) {
        edit(edit::of);
    }
}
