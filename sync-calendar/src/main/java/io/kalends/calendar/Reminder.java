package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A reminder relative to the start.
 *
 * @param before how long before the start, in whole seconds; negative for after it
 */
public record Reminder(Duration before, Method method) {

    /** How one is reminded. */
    public enum Method {
        DISPLAY,
        EMAIL
    }

    public Reminder {
        before = before.truncatedTo(ChronoUnit.SECONDS);
        requireNonNull(method, "method");
    }

    public static Reminder display(Duration before) {
        return new Reminder(before, Method.DISPLAY);
    }

    public static Reminder email(Duration before) {
        return new Reminder(before, Method.EMAIL);
    }
}
