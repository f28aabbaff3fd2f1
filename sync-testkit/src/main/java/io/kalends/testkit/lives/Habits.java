package io.kalends.testkit.lives;

import java.util.List;
import java.util.Optional;

/** What is done on one kind of side alone. */
final class Habits {

    private Habits() {}

    static Optional<Desk.Done> play(Desk desk) {
        List<Habit> all = desk.side().habits();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Habit one = desk.pen().any(all);
        return one.trick()
                .play(desk.pen())
                .map(said -> new Desk.Done(
                        one.renames() ? desk.ledger().familyIn(said) : "", one.name() + said, one.renames()));
    }
}
