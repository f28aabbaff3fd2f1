package io.kalends.sync.spi;

import java.time.Duration;

/** Lets a thread wait: for its account's turn, for another node that renews the same account. */
@FunctionalInterface
public interface Sleeper {

    /** Comes back after about this time, sooner when the thread is interrupted. */
    void sleep(Duration time);

    /** Puts the thread to sleep; an interrupt ends the wait and stays set. */
    static Sleeper ofThread() {
        return time -> {
            try {
                Thread.sleep(Math.max(1, time.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
