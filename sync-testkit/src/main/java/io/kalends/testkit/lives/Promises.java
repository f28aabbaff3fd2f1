package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;

/** What a person must see in peace. */
final class Promises {

    private final Stage stage;
    private final Ledger ledger;
    private final DayView days;
    private final Astray astray;
    private final AsItWasLeft asItWasLeft = new AsItWasLeft();

    Promises(Stage stage, Ledger ledger, DayView days) {
        this.stage = stage;
        this.ledger = ledger;
        this.days = days;
        this.astray = new Astray(stage, ledger, days);
    }

    /** What was not synced yet is not known to be new. */
    void storeIsLost() {
        astray.storeIsLost();
    }

    /** Notes what lies outside. */
    void look() {
        astray.look();
    }

    void comesToRest(int writes) {
        BrokenPromise.unless(Kind.COMES_TO_REST, writes == 0, () -> writes + " writes in the last run");
    }

    void check() {
        Peace peace = Peace.of(stage, ledger, days, astray);
        astray.look(peace.stand());
        new NothingTwice(peace).check();
        new SameDays(peace).check();
        asItWasLeft.check(peace);
        new NoWordLost(peace).check();
        new NothingStuck(peace).check();
    }

    /** All that was promised was kept. */
    void rest() {
        astray.rest();
    }
}
