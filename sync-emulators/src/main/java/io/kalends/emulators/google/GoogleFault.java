package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import io.kalends.emulators.google.internal.Effect;
import java.time.Duration;

/** Something that goes wrong with a call. Injected by {@link GoogleFaults#inject}. Immutable. */
public final class GoogleFault {

    private final Effect effect;

    private GoogleFault(Effect effect) {
        this.effect = effect;
    }

    Effect effect() {
        return effect;
    }

    /** 500, and nothing was done. */
    public static GoogleFault serverError() {
        return status(500);
    }

    /** An error of the server, 500, 502, 503 or 504, and nothing was done. */
    public static GoogleFault status(int status) {
        return new GoogleFault(Effect.backendError(status, false));
    }

    /** 500, though what was asked for is done. */
    public static GoogleFault serverErrorAfterCommit() {
        return new GoogleFault(Effect.backendError(500, true));
    }

    /** The connection is dropped, and nothing was done. */
    public static GoogleFault dropped() {
        return new GoogleFault(Effect.dropped(false));
    }

    /** The connection is dropped, though what was asked for is done. */
    public static GoogleFault droppedAfterCommit() {
        return new GoogleFault(Effect.dropped(true));
    }

    /** 429 rateLimitExceeded with a {@code Retry-After}. */
    public static GoogleFault tooManyRequests(Duration retryAfter) {
        return new GoogleFault(Effect.tooManyRequests(requireNonNull(retryAfter, "retryAfter")));
    }

    /** 403 rateLimitExceeded. */
    public static GoogleFault rateLimitExceeded() {
        return error(403, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded");
    }

    /** 403 userRateLimitExceeded. */
    public static GoogleFault userRateLimitExceeded() {
        return error(403, "usageLimits", "userRateLimitExceeded", "User Rate Limit Exceeded");
    }

    /** 403 quotaExceeded: no more writes of this account for hours. */
    public static GoogleFault quotaExceeded() {
        return error(403, "usageLimits", "quotaExceeded", "Calendar usage limits exceeded.");
    }

    /** 401 authError, though the token is good. */
    public static GoogleFault unauthorized() {
        return error(401, "global", "authError", "Invalid Credentials");
    }

    /** 410 fullSyncRequired. */
    public static GoogleFault fullSyncRequired() {
        return error(410, "calendar", "fullSyncRequired", "Sync token is no longer valid, a full sync is required.");
    }

    /** 409 conflict, as a part of a batch gets that clashes with another. */
    public static GoogleFault conflict() {
        return error(409, "global", "conflict", "Conflict");
    }

    /** Any error of Google's shape. */
    public static GoogleFault error(int status, String domain, String reason, String message) {
        return new GoogleFault(Effect.error(status, domain, reason, message));
    }

    /** A page of HTML, as a load balancer answers. */
    public static GoogleFault html(int status) {
        return new GoogleFault(Effect.html(status));
    }

    /** The call waits this long before it is looked at, in real time. For time-outs of clients. */
    public static GoogleFault delayed(Duration delay) {
        return new GoogleFault(Effect.delayed(requireNonNull(delay, "delay")));
    }

    /** The call waits, before it is looked at, until {@link InjectedFault#release()} or the emulator's end. */
    public static GoogleFault held() {
        return new GoogleFault(Effect.held(false));
    }

    /** What was asked for is done, and the answer waits until {@link InjectedFault#release()} or the emulator's end. */
    public static GoogleFault heldAfterCommit() {
        return new GoogleFault(Effect.held(true));
    }

    /** Something happens before the call is looked at, as an edit by somebody else. */
    public static GoogleFault meanwhile(Runnable event) {
        return new GoogleFault(Effect.meanwhile(requireNonNull(event, "event"), false));
    }

    /** Something happens after the call was done and before it is answered. */
    public static GoogleFault meanwhileAfterCommit(Runnable event) {
        return new GoogleFault(Effect.meanwhile(requireNonNull(event, "event"), true));
    }
}
