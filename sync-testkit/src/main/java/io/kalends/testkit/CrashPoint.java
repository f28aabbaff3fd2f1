package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Kills a run at one place. Given to both replicas and the store, it numbers all their calls together, so that a test can
 * walk through a scenario's places one by one, the crash matrix:
 *
 * <pre>{@code
 * CrashPoint count = CrashPoint.never();
 * run(scenario, count);
 * for (int place = 1; place <= count.places(); place++) {
 *     runAndRunAgain(scenario, CrashPoint.at(place));
 * }
 * }</pre>
 *
 * It strikes once; the next run goes through.
 */
public final class CrashPoint implements CallHook {

    private final int place;
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicReference<@Nullable String> struck = new AtomicReference<>();

    private CrashPoint(int place) {
        this.place = place;
    }

    /**
     * Strikes at a place.
     *
     * @param place the number of the place, from 1; every call has two, and a batch one more between its writes
     */
    public static CrashPoint at(int place) {
        if (place < 1) {
            throw new IllegalArgumentException("places are numbered from 1, not " + place);
        }
        return new CrashPoint(place);
    }

    /** Never strikes, and counts. */
    public static CrashPoint never() {
        return new CrashPoint(0);
    }

    /** How many places were passed, the one it struck at included. */
    public int places() {
        return passed.get();
    }

    /** Where it struck, once it has. */
    public Optional<String> struckAt() {
        return Optional.ofNullable(struck.get());
    }

    @Override
    public void at(Call call, Moment moment) {
        requireNonNull(call, "call");
        if (passed.incrementAndGet() == place) {
            String where = moment + " " + call;
            struck.set(where);
            throw new Crash(where);
        }
    }
}
