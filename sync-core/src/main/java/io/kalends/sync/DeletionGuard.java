package io.kalends.sync;

/**
 * How many removals a pair may make in 24 hours before they are held for approval. A removal is a deletion or the
 * overwriting of a field with nothing. Both limits must be passed for the guard to hold them.
 *
 * @param number up to so many removals are never held
 * @param share up to this share of the linked records (0 to 1) is never held
 */
public record DeletionGuard(int number, double share) {

    /** Ten removals a day are somebody tidying up; more than a tenth of a larger calendar is an accident until confirmed. */
    public static final DeletionGuard DEFAULT = new DeletionGuard(10, 0.1);

    public DeletionGuard {
        if (number < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a guard needs a number from 0 and a share from 0 to 1, not " + number + " and " + share);
        }
    }

    /** Never holds anything. */
    public static DeletionGuard off() {
        return new DeletionGuard(Integer.MAX_VALUE, 1);
    }

    /**
     * Whether this many removals are too many.
     *
     * @param removals pending and done within 24 hours
     * @param linked how many records the pair links
     */
    public boolean holds(long removals, long linked) {
        return removals > number && removals > share * linked;
    }
}
