package io.kalends.sync.push;

import io.kalends.sync.push.DuePair.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Moves pairs' due times; each change is tried again until nobody was in between. */
final class PairMarks {

    private final PushSettings settings;

    PairMarks(PushSettings settings) {
        this.settings = settings;
    }

    /** A notification for the pair came just now. */
    void mark(String pair, @Nullable Named named) {
        Instant due = settings.clock().instant().plus(settings.debounce());
        while (true) {
            Optional<DuePair> found = settings.store().pair(pair);
            DuePair before = found.orElse(null);
            DuePair fresh = before == null ? DuePair.polled(pair, null, Watch.NEVER, 0) : before;
            DuePair after = fresh.marked(due, named, settings.version());
            // One of a burst changes nothing, unless the run that was asked for has begun.
            if (before != null && before.equals(after.at(before.version()))) {
                return;
            }
            if (settings.store().replacePair(before, after)) {
                return;
            }
        }
    }

    /** Polls the pair from now on. */
    void poll(String pair, Duration every) {
        Instant due = settings.clock().instant().plus(every);
        while (true) {
            DuePair before = settings.store().pair(pair).orElse(null);
            DuePair after = before == null
                    ? DuePair.polled(pair, every, due, settings.version())
                    : before.polledEvery(every, due, settings.version());
            if (settings.store().replacePair(before, after)) {
                return;
            }
        }
    }

    /** Changes the pair's row, if there is one. */
    void change(String pair, UnaryOperator<DuePair> change) {
        Optional<DuePair> found = settings.store().pair(pair);
        while (found.isPresent() && !settings.store().replacePair(found.get(), change.apply(found.get()))) {
            found = settings.store().pair(pair);
        }
    }

    /** Forgets the pair. */
    void remove(String pair) {
        Optional<DuePair> found = settings.store().pair(pair);
        while (found.isPresent() && !settings.store().replacePair(found.get(), null)) {
            found = settings.store().pair(pair);
        }
    }
}
