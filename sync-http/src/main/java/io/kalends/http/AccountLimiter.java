package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.kalends.sync.spi.AccountLimits;
import io.kalends.sync.spi.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one account within what its provider allows: so many calls at once, so many a minute; not a call while the provider
 * asked for patience, and none for a while after it failed ten times in a row. All pairs of the account share one. Time is
 * the clock's that it is given, so that a test moves it. Safe for many threads.
 */
public final class AccountLimiter {

    private static final int FAILURES = 10;
    private static final Duration FIRST_BREAK = Duration.ofSeconds(30);
    private static final Duration LONGEST_BREAK = Duration.ofMinutes(10);

    private final int burst;
    private final Clock clock;
    private final Semaphore atOnce;
    private final Bucket bucket;
    private final CircuitBreaker breaker;
    private final Sleeper sleeper;
    private @Nullable Instant pausedUntil;

    /**
     * @param clock what tells the time of pauses and minutes
     * @param sleeper how a thread waits for its turn
     */
    public AccountLimiter(AccountLimits limits, Clock clock, Sleeper sleeper) {
        requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
        atOnce = new Semaphore(limits.atOnce(), true);
        // What may come at once and what comes in a minute are together no more than any minute may have.
        burst = Math.max(1, limits.perMinute() / 4);
        int refill = Math.max(1, limits.perMinute() - burst);
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, Duration.ofMinutes(1)))
                .withCustomTimePrecision(meter(clock))
                .build();
        breaker = CircuitBreaker.of(
                "account",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(
                                FAILURES,
                                FAILURES,
                                SlidingWindowType.COUNT_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_BREAK, 2, LONGEST_BREAK))
                        .build());
    }

    private static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** What the breaker is told, and logs: without the words of a proxy or a TLS library. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed() {
            super("the call failed", null, false, false);
        }
    }

    /** A call that may be made; it is told how it ended, whatever happens. */
    public final class Turn {

        private Turn() {}

        /** The server answered, be it with a refusal. */
        public void answered() {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            atOnce.release();
        }

        /** The server asks this account for patience. */
        public void refused(Duration patience) {
            pause(patience);
            atOnce.release();
        }

        /** The server failed, or did not answer. */
        public void failed() {
            breaker.onError(0, TimeUnit.NANOSECONDS, new Failed());
            atOnce.release();
        }
    }

    /**
     * Waits until a call may be made.
     *
     * @param calls how many calls it counts for: the parts of a batch
     * @param deadline when the caller stops waiting
     * @throws NotNowException if it may not be made by then
     */
    Turn enter(int calls, Instant deadline) throws NotNowException {
        checkPause();
        Instant now = clock.instant();
        if (!now.isBefore(deadline) || !await(calls, Duration.between(now, deadline))) {
            throw new NotNowException(NotNowException.Why.NO_TIME, null);
        }
        // Others may have met a refusal meanwhile.
        try {
            checkPause();
            if (!breaker.tryAcquirePermission()) {
                throw new NotNowException(NotNowException.Why.BROKEN, null);
            }
        } catch (NotNowException e) {
            atOnce.release();
            throw e;
        }
        return new Turn();
    }

    private boolean await(int calls, Duration most) {
        long nanos = most.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK.toNanos() : most.toNanos();
        try {
            if (!atOnce.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            boolean inTime = false;
            try {
                inTime = takeTurns(calls, nanos);
            } finally {
                if (!inTime) {
                    atOnce.release();
                }
            }
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** More calls than may come at once come one burst after the other. */
    private boolean takeTurns(int calls, long nanos) throws InterruptedException {
        boolean inTime = true;
        for (int left = calls; left > 0 && inTime; left -= burst) {
            inTime = bucket.asBlocking()
                    .tryConsume(Math.min(left, burst), nanos, wait -> sleeper.sleep(Duration.ofNanos(wait)));
        }
        return inTime;
    }

    /** Lets the whole account rest. */
    public synchronized void pause(Duration patience) {
        Instant until = clock.instant().plus(patience);
        if (pausedUntil == null || until.isAfter(pausedUntil)) {
            pausedUntil = until;
            breaker.transitionToOpenStateUntil(until);
        }
    }

    private synchronized void checkPause() throws NotNowException {
        if (pausedUntil == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), pausedUntil);
        if (left.compareTo(Duration.ZERO) > 0) {
            throw new NotNowException(NotNowException.Why.PAUSED, left);
        }
        pausedUntil = null;
        breaker.transitionToClosedState();
    }
}
