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
import io.kalends.testkit.lives.Pen;
import io.kalends.testkit.lives.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A folder with a file for each event, which another program edits. A handle is a file's name and the place in it. */
final class FolderSide implements LifeSide {

    private final IcsFolder folder;
    private final Room room;
    private final IcsProgram program;
    private final List<Map<String, String>> versions = new ArrayList<>();
    private int uids;

    FolderSide(IcsFolder folder, Room room) {
        this.folder = folder;
        this.room = room;
        SplittableRandom random = new SplittableRandom(room.seed());
        program = new IcsProgram(room.clock(), random.nextBoolean(), random.nextBoolean());
    }

    @Override
    public Replica<CalendarEvent> replica() {
        return new IcsProvider()
                .connect(
                        Account.none(),
                        ProviderSettings.defaults().zone(room.zone()).clock(room.clock()))
                .replica(folder.toString(), CalendarEvents.type());
    }

    @Override
    public List<Item> items() {
        Map<String, String> files = look();
        List<Item> items = new ArrayList<>();
        files.forEach((name, text) -> items.addAll(IcsItems.of(name + "#", text)));
        return items;
    }

    private Map<String, String> look() {
        Map<String, String> files = folder.files();
        if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(files)) {
            versions.add(files);
        }
        return files;
    }

    @Override
    public void runComes() {
        look();
    }

    private static String file(String handle) {
        return handle.substring(0, handle.lastIndexOf('#'));
    }

    private static int place(String handle) {
        return Integer.parseInt(handle.substring(handle.lastIndexOf('#') + 1));
    }

    private void edit(String file, IcsHabits.Edit edit) {
        IcsText text = new IcsText(folder.files().getOrDefault(file, ""));
        edit.of(text.events());
        if (text.events().isEmpty()) {
            folder.delete(file);
        } else {
            folder.save(file, text.text());
        }
    }

    @Override
    public String insert(Item item) {
        String uid = room.name() + "-" + ++uids + "@life";
        String file = (program.keepsUnknown() ? uid : "event " + uids) + ".ics";
        edit(file, events -> events.add(program.written(uid, item)));
        return file + "#0";
    }

    @Override
    public void change(Item before, Item after) {
        String handle = before.handle().isEmpty() ? String.valueOf(after.series()) : before.handle();
        edit(file(handle), events -> {
            List<String> lines = events.get(place(handle));
            EventTime original = after.original();
            if (!before.handle().isEmpty()) {
                program.apply(lines, after);
            } else if (after.cancelled() && program.excludes() && original != null) {
                lines.add(IcsProgram.line("EXDATE", original));
            } else {
                events.add(program.written(IcsText.value(lines, "UID").orElseThrow(), after));
            }
        });
    }

    @Override
    public void remove(Item item) {
        if (item.isOccurrence()) {
            edit(file(item.handle()), events -> events.remove(place(item.handle())));
        } else {
            folder.delete(file(item.handle()));
        }
    }

    @Override
    public void rename(Item occurrence, Item renamed) {
        List<List<String>> taken = new ArrayList<>();
        edit(file(occurrence.handle()), events -> taken.add(events.remove(place(occurrence.handle()))));
        String series = String.valueOf(renamed.series());
        edit(file(series), events -> {
            List<String> lines = taken.get(0);
            String uid = events.stream()
                    .filter(event -> IcsText.line(event, "RECURRENCE-ID").isEmpty())
                    .findFirst()
                    .flatMap(event -> IcsText.value(event, "UID"))
                    .orElseThrow();
            program.apply(lines, renamed);
            EventTime original = renamed.original();
            if (original != null) {
                IcsText.set(lines, "RECURRENCE-ID", IcsProgram.line("RECURRENCE-ID", original));
            }
            IcsText.set(lines, "UID", "UID:" + uid);
            events.add(lines);
        });
    }

    @Override
    public List<Habit> habits() {
        List<Habit> habits = new ArrayList<>(List.of(
                new Habit("restores an old version of the folder", pen -> back(2 + pen.below(3))),
                new Habit("undoes: the folder's former bytes are back", pen -> back(2)),
                new Habit("puts an old version of one file back", this::restoreOne),
                new Habit("swaps the names of two files", this::swap),
                new Habit(
                        "gives a file another name",
                        pen -> pick(pen).map(name -> {
                            String text = String.valueOf(folder.files().get(name));
                            folder.delete(name);
                            folder.save("renamed " + pen.below(10_000) + ".ics", text);
                            return ": " + name;
                        }))));
        habits.addAll(IcsHabits.ofFamily(
                edit -> items().stream().findFirst().ifPresent(item -> edit(file(item.handle()), edit)), room.name()));
        return habits;
    }

    private Optional<String> pick(Pen pen) {
        return pen.pick(List.copyOf(folder.files().keySet()), name -> name);
    }

    private Optional<String> back(int by) {
        look();
        int at = versions.size() - by;
        if (at < 0) {
            return Optional.empty();
        }
        folder.replace(versions.get(at));
        return Optional.of("");
    }

    private Optional<String> restoreOne(Pen pen) {
        look();
        Map<String, String> all = new TreeMap<>();
        versions.forEach(all::putAll);
        List<String> changed = all.keySet().stream()
                .filter(name -> versions.stream()
                        .anyMatch(version -> version.containsKey(name)
                                && !version.get(name).equals(folder.files().get(name))))
                .toList();
        return pen.pick(changed, name -> name).map(name -> {
            List<String> old = versions.stream()
                    .filter(version -> version.containsKey(name))
                    .map(version -> String.valueOf(version.get(name)))
                    .filter(text -> !text.equals(folder.files().get(name)))
                    .toList();
            folder.save(name, old.get(old.size() - 1));
            return ": " + name;
        });
    }

    private Optional<String> swap(Pen pen) {
        return pick(pen)
                .flatMap(one -> pen.pick(
                                folder.files().keySet().stream()
                                        .filter(name -> !name.equals(one))
                                        .toList(),
                                name -> name + "!")
                        .map(other -> {
                            Map<String, String> files = folder.files();
                            folder.save(one, String.valueOf(files.get(other)));
                            folder.save(other, String.valueOf(files.get(one)));
                            return ": " + one + " and " + other;
                        }));
    }
}
