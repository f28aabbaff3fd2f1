package io.kalends.sync.push;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a pair is to run next. A notification only moves {@link #dueAt}; so debouncing survives a crash.
 *
 * @param pair the pair's id
 * @param poll how long it may go without a run; {@code null} if it is not polled
 * @param dueAt when it is to run
 * @param notBefore until when it must not, whatever comes: the provider asked for a pause, a run failed, or the account is
 *     to be connected again
 * @param notified whether a notification asks for the run; otherwise it is a poll
 * @param only the one record that was named; {@code null} for the whole pair
 * @param running whether somebody took it and runs it; {@link #dueAt} then says when it is taken for dead
 * @param failures how many runs have failed in a row
 * @param version another one after each change, drawn at random
 */
public record DuePair(
        String pair,
        @Nullable Duration poll,
        Instant dueAt,
        Instant notBefore,
        boolean notified,
        @Nullable Named only,
        boolean running,
        int failures,
        long version) {

    /**
     * A record that a notification named.
     *
     * @param side the side that has it
     * @param record the side's id of it
     */
    public record Named(Side side, String record) {
        public Named {
            requireNonNull(side, "side");
            requireNonNull(record, "record");
        }
    }

    public DuePair {
        requireNonNull(pair, "pair");
        requireNonNull(dueAt, "dueAt");
        requireNonNull(notBefore, "notBefore");
    }

    /** A pair that nobody asked for yet. */
    static DuePair polled(String pair, @Nullable Duration poll, Instant dueAt, long version) {
        return new DuePair(pair, poll, dueAt, Instant.EPOCH, false, null, false, 0, version);
    }

    /** The one record to run, if a single one was named. */
    public Optional<Named> single() {
        return Optional.ofNullable(only);
    }

    /** Whether it is to run now. */
    public boolean isDue(Instant now) {
        return !dueAt.isAfter(now) && !notBefore.isAfter(now);
    }

    /**
     * Another notification: the first of a burst sets the time. Two records make it the whole pair, and so does a run that
     * is asked for or under way anyway.
     */
    DuePair marked(Instant at, @Nullable Named named, long version) {
        boolean alone = notified ? Objects.equals(only, named) : !running && at.isBefore(dueAt);
        Instant due = dueAt.isBefore(at) ? dueAt : at;
        return new DuePair(pair, poll, due, notBefore, true, alone ? named : null, false, failures, version);
    }

    DuePair taken(Instant until, long version) {
        return new DuePair(pair, poll, until, notBefore, notified, only, true, failures, version);
    }

    /** Asks for nothing more until a poll is due. */
    DuePair idle(Instant dueAt, long version) {
        return new DuePair(pair, poll, dueAt, Instant.EPOCH, false, null, false, 0, version);
    }

    /** To run as a whole at this time, however the last run ended. */
    DuePair whole(Instant dueAt, Instant notBefore, int failures, long version) {
        return new DuePair(pair, poll, dueAt, notBefore, true, null, false, failures, version);
    }

    /** The same, after a run that went well. */
    DuePair recovered(long version) {
        return new DuePair(pair, poll, dueAt, notBefore, notified, only, running, 0, version);
    }

    DuePair at(long version) {
        return new DuePair(pair, poll, dueAt, notBefore, notified, only, running, failures, version);
    }

    DuePair polledEvery(@Nullable Duration poll, Instant dueAt, long version) {
        Instant due = this.dueAt.isBefore(dueAt) ? this.dueAt : dueAt;
        return new DuePair(pair, poll, due, notBefore, notified, only, running, failures, version);
    }
}
