package io.kalends.sync;

import static java.util.Objects.requireNonNull;

/**
 * A change of a host that numbers its changes ({@link ChangeSource#since}).
 *
 * @param number what orders it: a counter, a time, as text; the host alone understands it
 * @param entry the record as it is since, or that it is gone
 * @param <R> the record
 */
public record NumberedChange<R>(String number, Entry<R> entry) {

    public NumberedChange {
        requireNonNull(number, "number");
        requireNonNull(entry, "entry");
    }
}
