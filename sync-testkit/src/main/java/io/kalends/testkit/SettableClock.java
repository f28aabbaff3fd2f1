package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved, so that a test waits for nothing. Safe for many threads. */
public final class SettableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock that shows this moment, in UTC. */
    public static SettableClock at(Instant now) {
        return new SettableClock(new AtomicReference<>(requireNonNull(now, "now")), ZoneOffset.UTC);
    }

    /** A clock that shows this moment, in UTC. */
    public static SettableClock at(String isoInstant) {
        return at(Instant.parse(isoInstant));
    }

    /** Shows another moment; an earlier one is allowed, as after a correction. */
    public void set(Instant now) {
        this.now.set(requireNonNull(now, "now"));
    }

    /** Moves on, or back by a negative duration. */
    public void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** A view of this very clock in another zone: it moves along. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new SettableClock(now, zone);
    }
}
