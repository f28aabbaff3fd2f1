package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how fast a failed write is tried again, before the record is {@code failed}: exponential with jitter.
 *
 * @param attempts how many tries in all, at least 1
 * @param first the wait after the first failure
 * @param max the longest wait
 */
public record RetryPolicy(int attempts, Duration first, Duration max) {

    /** Three tries, as every one of the source documents asks; a minute is long enough for most servers to come back. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofHours(1));

    public RetryPolicy {
        requireNonNull(first, "first");
        requireNonNull(max, "max");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
        }
        if (first.isNegative() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the first wait must be positive and at most the longest, not " + first + " and " + max);
        }
    }

    /**
     * The wait after a failure: between half and all of the doubled wait.
     *
     * @param failures how many tries have failed, at least 1
     */
    public Duration waitAfter(int failures, RandomGenerator random) {
        long millis = first.toMillis();
        for (int i = 1; i < failures && millis < max.toMillis(); i++) {
            millis *= 2;
        }
        millis = Math.min(millis, max.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
