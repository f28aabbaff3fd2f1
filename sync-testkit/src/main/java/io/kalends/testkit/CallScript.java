package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes chosen calls fail as a whole. Calls are counted from the moment of scripting, 1 being the next one; a line of the
 * script is used up once it has struck, but for {@link #down}.
 */
public final class CallScript implements CallHook {

    private final List<Line> lines = new ArrayList<>();
    private @Nullable Supplier<? extends RuntimeException> down;

    private static final class Line {
        private final String operation;
        private final Moment moment;
        private final Supplier<? extends RuntimeException> failure;
        private int callsToGo;

        private Line(String operation, int nth, Moment moment, Supplier<? extends RuntimeException> failure) {
            this.operation = operation;
            this.moment = moment;
            this.failure = failure;
            this.callsToGo = nth;
        }
    }

    /** A failure as a network makes it. */
    public static SyncException timeout() {
        return new TransientException(Place.unknown(), "the connection was lost (injected)", "it is tried again");
    }

    /**
     * Fails the nth call from now on.
     *
     * @param moment {@code BEFORE}: nothing was done; {@code WITHIN}: the batch was begun; {@code AFTER}: all was done
     */
    public synchronized CallScript fail(
            String operation, int nth, Moment moment, Supplier<? extends RuntimeException> failure) {
        if (nth < 1) {
            throw new IllegalArgumentException("calls are counted from 1, the next one, not " + nth);
        }
        lines.add(new Line(
                requireNonNull(operation, "operation"),
                nth,
                requireNonNull(moment, "moment"),
                requireNonNull(failure, "failure")));
        return this;
    }

    /** Times out before anything is done. */
    public CallScript timeoutBefore(String operation, int nth) {
        return fail(operation, nth, Moment.BEFORE, CallScript::timeout);
    }

    /** Times out after all was done: the answer is lost. */
    public CallScript timeoutAfter(String operation, int nth) {
        return fail(operation, nth, Moment.AFTER, CallScript::timeout);
    }

    /** Answers that it was called too often. */
    public CallScript rateLimit(String operation, int nth, @Nullable Duration retryAfter) {
        return fail(
                operation,
                nth,
                Moment.BEFORE,
                () -> new RateLimitedException(
                        Place.unknown(), "too many calls (injected)", "it is tried again later", retryAfter));
    }

    /** Fails every call until {@link #up}. */
    public synchronized CallScript down(Supplier<? extends RuntimeException> failure) {
        this.down = requireNonNull(failure, "failure");
        return this;
    }

    /** Times out at every call until {@link #up}. */
    public CallScript down() {
        return down(CallScript::timeout);
    }

    public synchronized CallScript up() {
        down = null;
        return this;
    }

    /** Drops what has not struck yet. */
    public synchronized void clear() {
        lines.clear();
        down = null;
    }

    @Override
    public synchronized void at(Call call, Moment moment) {
        if (moment == Moment.BEFORE) {
            count(call);
            if (down != null) {
                throw down.get();
            }
        }
        Optional<Line> striking = lines.stream()
                .filter(line -> line.callsToGo == 0 && line.moment == moment && line.operation.equals(call.operation()))
                .findFirst();
        if (striking.isPresent()) {
            lines.remove(striking.get());
            throw striking.get().failure.get();
        }
    }

    /** A line whose call went by without reaching its moment is void. */
    private void count(Call call) {
        for (Line line : lines) {
            if (line.operation.equals(call.operation())) {
                line.callsToGo--;
            }
        }
        lines.removeIf(line -> line.callsToGo < 0);
    }
}
