package io.kalends.testkit.lives;

/** One step of a life. It means the same whatever steps are left out before it. */
sealed interface Step {

    /**
     * Somebody does something.
     *
     * @param number of the deed, which makes its words
     * @param side where
     * @param deed what
     * @param seed what it is drawn from
     */
    record Act(int number, int side, Deed deed, long seed) implements Step {}

    /**
     * A pair runs.
     *
     * @param pair which
     * @param trouble what the sides' troubles are drawn from; 0 for none
     * @param killAt at which call of the store the process is killed; 0 for nowhere
     */
    record Run(int pair, long trouble, int killAt) implements Step {}

    /** Days pass. */
    record Days(int days) implements Step {}

    /** The store is lost, and an empty one takes its place. */
    record LoseStore() implements Step {}

    /** Nothing goes wrong any more, and the pairs run until nothing moves: then the promises must hold. */
    record Peace() implements Step {}
}
