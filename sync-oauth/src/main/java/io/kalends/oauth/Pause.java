package io.kalends.oauth;

import java.time.Duration;

/** Waits for another node that renews the same account. */
@FunctionalInterface
public interface Pause {

    /** Comes back after about this time, sooner when the thread is interrupted. */
    void forAbout(Duration time);

    /** Puts the thread to sleep; an interrupt ends the wait and stays set. */
    static Pause sleeping() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
