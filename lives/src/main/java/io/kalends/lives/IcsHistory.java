package io.kalends.lives;

import io.kalends.testkit.lives.Habit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The former bytes of a file, which an undo or version control puts back. */
final class IcsHistory {

    private final Supplier<String> text;
    private final Consumer<String> save;
    private final List<String> versions = new ArrayList<>();

    IcsHistory(Supplier<String> text, Consumer<String> save) {
        this.text = text;
        this.save = save;
    }

    /** Remembers the bytes that are there, if they are new. */
    void look() {
        String now = text.get();
        if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(now)) {
            versions.add(now);
        }
    }

    List<Habit> habits() {
        return List.of(
                new Habit("undoes: the file's former bytes are back", pen -> back(2)),
                new Habit("restores an old version of the file", pen -> back(2 + pen.below(4))));
    }

    private Optional<String> back(int by) {
        look();
        int at = versions.size() - by;
        if (at < 0 || versions.get(at).isEmpty()) {
            return Optional.empty();
        }
        save.accept(versions.get(at));
        return Optional.of("");
    }
}
