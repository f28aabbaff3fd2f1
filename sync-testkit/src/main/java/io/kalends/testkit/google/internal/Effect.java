package io.kalends.testkit.google.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What a fault does to a call. */
public interface Effect {

    /**
     * Done before the call is looked at.
     *
     * @param released opens when nothing is to wait any more
     * @return what is answered at once, or nothing: the call goes on
     */
    default Optional<ApiAnswer> before(CountDownLatch released) {
        return Optional.empty();
    }

    /**
     * Done after the call.
     *
     * @param released opens when nothing is to wait any more
     * @return what is answered instead, or nothing
     */
    default Optional<ApiAnswer> after(CountDownLatch released) {
        return Optional.empty();
    }

    static Effect answering(ApiAnswer answer, boolean afterCommit) {
        return doing(released -> Optional.of(answer), afterCommit);
    }

    private static Effect doing(Function<CountDownLatch, Optional<ApiAnswer>> action, boolean afterCommit) {
        return new Effect() {
            @Override
            public Optional<ApiAnswer> before(CountDownLatch released) {
                return afterCommit ? Optional.empty() : action.apply(released);
            }

            @Override
            public Optional<ApiAnswer> after(CountDownLatch released) {
                return afterCommit ? action.apply(released) : Optional.empty();
            }
        };
    }

    static Effect backendError(int status, boolean afterCommit) {
        return answering(GoogleError.backend(status).answer(), afterCommit);
    }

    static Effect dropped(boolean afterCommit) {
        return answering(ApiAnswer.dropped(), afterCommit);
    }

    static Effect tooManyRequests(Duration retryAfter) {
        return answering(
                GoogleError.rateLimit(429).answer().with("Retry-After", Long.toString(retryAfter.toSeconds())), false);
    }

    static Effect error(int status, String domain, String reason, String message) {
        return answering(GoogleError.custom(status, domain, reason, message).answer(), false);
    }

    static Effect html(int status) {
        return answering(
                ApiAnswer.html(status, "<!DOCTYPE html><html><title>Error " + status + "</title></html>"), false);
    }

    static Effect meanwhile(Runnable event, boolean afterCommit) {
        return doing(
                released -> {
                    event.run();
                    return Optional.empty();
                },
                afterCommit);
    }

    static Effect delayed(Duration delay) {
        return doing(
                released -> {
                    await(released, delay);
                    return Optional.empty();
                },
                false);
    }

    static Effect held(boolean afterCommit) {
        return doing(
                released -> {
                    await(released, Duration.ofHours(1));
                    return Optional.empty();
                },
                afterCommit);
    }

    private static void await(CountDownLatch latch, Duration most) {
        try {
            if (latch.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
