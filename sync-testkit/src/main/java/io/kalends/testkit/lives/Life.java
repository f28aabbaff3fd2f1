package io.kalends.testkit.lives;

import io.kalends.sync.Mode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lives a script, step by step. */
final class Life implements AutoCloseable {

    private static final int DAYS_SEEN = 130;
    private static final int PATIENCE = 4;

    private final Stage stage;
    private final Ledger ledger = new Ledger();
    private final DayView days;
    private final Promises promises;
    private final List<String> trace = new ArrayList<>();

    Life(Scene scene, RuleExpander rules) {
        stage = new Stage(scene, trace::add);
        days = new DayView(
                rules,
                Stage.ZONE,
                LocalDate.parse(scene.begins()).plusDays(DAYS_SEEN),
                stage.sides.stream().allMatch(LifeSide::holdsOffSchedule));
        promises = new Promises(stage, ledger, days);
    }

    List<String> trace() {
        return trace;
    }

    void live(List<Step> steps) {
        steps.forEach(this::take);
    }

    private void take(Step step) {
        if (step instanceof Step.Act act) {
            act(act);
        } else if (step instanceof Step.Run run) {
            stage.run(run);
        } else if (step instanceof Step.Days pass) {
            stage.clock.advance(Duration.ofDays(pass.days()));
            trace.add(pass.days() + " days pass");
        } else if (step instanceof Step.LoseStore) {
            trace.add("the store is lost");
            promises.storeIsLost();
            stage.loseStore();
        } else {
            peace();
        }
    }

    private void act(Step.Act act) {
        stage.clock.advance(Duration.ofSeconds(61));
        LifeSide side = stage.sides.get(act.side());
        Ledger.Seen before = seen(side);
        Desk desk = new Desk(
                side,
                new Pen(act.number(), act.seed()),
                LocalDate.ofInstant(stage.clock.instant(), Stage.ZONE),
                Stage.ZONE,
                ledger,
                days);
        play(act, desk).ifPresent(done -> {
            trace.add(stage.scene.name(act.side()) + " " + done.said());
            ledger.did(act.side(), done, before, seen(side));
            promises.look();
        });
    }

    private static Optional<Desk.Done> play(Step.Act act, Desk desk) {
        try {
            return act.deed().play(desk);
        } catch (IllegalStateException refused) {
            return Optional.of(new Desk.Done("", "tries in vain to " + act.deed() + ": " + refused.getMessage()));
        }
    }

    private Ledger.Seen seen(LifeSide side) {
        List<Item> items = side.items();
        return new Ledger.Seen(DayView.words(items), days.of(items));
    }

    private void peace() {
        trace.add("peace");
        promises.comesToRest(settle());
        promises.check();
        // What a side let go without a word is seen by a look at all of it, and goes on to the others.
        if (runAll(Mode.FULL) > 0) {
            promises.comesToRest(settle());
            promises.check();
            promises.comesToRest(runAll(Mode.FULL));
        }
        promises.rest();
        ledger.settled();
    }

    /** Runs all pairs until nothing is written; what was written in the last round. */
    private int settle() {
        int writes = 1;
        for (int i = 0; i < PATIENCE * stage.pairs() && writes > 0; i++) {
            writes = runAll(Mode.INCREMENTAL);
        }
        return writes;
    }

    private int runAll(Mode mode) {
        int writes = 0;
        for (int pair = 0; pair < stage.pairs(); pair++) {
            stage.clock.advance(Duration.ofHours(1));
            writes += stage.runInPeace(pair, mode).writes();
        }
        return writes;
    }

    @Override
    public void close() {
        stage.close();
    }
}
