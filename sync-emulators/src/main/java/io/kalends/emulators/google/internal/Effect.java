package io.kalends.emulators.google.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a fault does to a call.
 *
 * @param afterCommit whether the call is done before
 * @param action given what opens when nothing is to wait any more; gives what is answered instead, or nothing
 */
public record Effect(boolean afterCommit, Function<CountDownLatch, Optional<ApiAnswer>> action) {

    private static Effect answering(ApiAnswer answer, boolean afterCommit) {
        return new Effect(afterCommit, released -> Optional.of(answer));
    }

    public static Effect backendError(int status, boolean afterCommit) {
        return answering(GoogleError.backend(status).answer(), afterCommit);
    }

    public static Effect dropped(boolean afterCommit) {
        return answering(ApiAnswer.dropped(), afterCommit);
    }

    public static Effect tooManyRequests(Duration retryAfter) {
        return answering(
                GoogleError.rateLimit(429).answer().with("Retry-After", Long.toString(retryAfter.toSeconds())), false);
    }

    public static Effect error(int status, String domain, String reason, String message) {
        return answering(GoogleError.custom(status, domain, reason, message).answer(), false);
    }

    public static Effect html(int status) {
        return answering(
                ApiAnswer.html(status, "<!DOCTYPE html><html><title>Error " + status + "</title></html>"), false);
    }

    public static Effect meanwhile(Runnable event, boolean afterCommit) {
        return new Effect(afterCommit, released -> {
            event.run();
            return Optional.empty();
        });
    }

    public static Effect delayed(Duration delay) {
        return new Effect(false, released -> {
            await(released, delay);
            return Optional.empty();
        });
    }

    public static Effect held(boolean afterCommit) {
        return new Effect(afterCommit, released -> {
            await(released, Duration.ofHours(1));
            return Optional.empty();
        });
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
