package io.kalends.testkit;

/**
 * Is told of every call, around it, on the caller's thread and outside all locks. What it throws, the caller gets: before
 * the call nothing was done, after it everything was. It may also edit the other side, as a user would meanwhile.
 */
@FunctionalInterface
public interface CallHook {

    /** Lets every call pass. */
    CallHook NONE = (call, moment) -> {};

    void at(Call call, Moment moment);

    /** This hook, then another. */
    default CallHook then(CallHook next) {
        return (call, moment) -> {
            at(call, moment);
            next.at(call, moment);
        };
    }

    /** Where in a call. */
    enum Moment {
        /** Nothing was done. */
        BEFORE,
        /** Some of a batch's writes were made, at least one is to come. */
        WITHIN,
        /** All was done, but the caller has no answer yet. */
        AFTER
    }
}
