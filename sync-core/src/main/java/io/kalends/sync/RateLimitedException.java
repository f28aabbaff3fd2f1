package io.kalends.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The side asks to be called less often; {@link #retryAfter()} says when it will listen again. */
public class RateLimitedException extends TransientException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** @param retryAfter how long to wait; {@code null} if the side did not say */
    public RateLimitedException(Place place, String what, String action, @Nullable Duration retryAfter) {
        super(place, what, action);
        this.retryAfter = retryAfter;
    }

    /** How long the side asked to wait, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
