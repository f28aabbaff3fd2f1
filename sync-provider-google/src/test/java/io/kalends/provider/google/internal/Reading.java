package io.kalends.provider.google.internal;

import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.UnscheduledExceptions;

/** What Google may do with an exception for which a new schedule of its series has no place. */
enum Reading {
    CANCELS_IT,
    CANCELS_IT_FOR_GOOD,
    DROPS_IT,
    KEEPS_IT;

    GoogleEmulatorBuilder on(GoogleEmulatorBuilder builder) {
        return switch (this) {
            case CANCELS_IT -> builder;
            case CANCELS_IT_FOR_GOOD -> builder.refuseUnscheduledRevivals();
            case DROPS_IT -> builder.unscheduledExceptions(UnscheduledExceptions.VANISHED);
            case KEEPS_IT -> builder.unscheduledExceptions(UnscheduledExceptions.KEPT);
        };
    }

    /** Why an exception cannot be there again; empty where it can. */
    String refusal() {
        return switch (this) {
            case CANCELS_IT, KEEPS_IT -> "";
            case CANCELS_IT_FOR_GOOD -> "does not bring it back";
            case DROPS_IT -> "no occurrence at that start";
        };
    }
}
