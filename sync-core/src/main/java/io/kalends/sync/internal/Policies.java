package io.kalends.sync.internal;

import io.kalends.sync.Conflict;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the pair's policy; one that throws leaves the conflict open. */
record Policies<R>(Rules<R> rules) {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    /** The side that wins a field where two records meet that were never synced, if the policy says so. */
    Optional<Side> winnerAtFirst(String field) {
        try {
            return rules.pair().winnerAtFirst(field);
        } catch (RuntimeException e) {
            LOG.warn(
                    "pair {}: the conflict policy threw {} when asked about field '{}'; the first-sync rule decides",
                    rules.pair().id(),
                    e.getClass().getName(),
                    field);
            return Optional.empty();
        }
    }

    Resolution<R> resolve(Conflict<R> conflict, @Nullable Resolution<R> chosen) {
        if (chosen != null) {
            return chosen;
        }
        try {
            return rules.pair().policy().resolve(conflict);
        } catch (RuntimeException e) {
            // The policy is the host's code: its message may hold content, so only its type is logged.
            LOG.warn(
                    "pair {}: the conflict policy threw {} on link {}; the conflict is left open",
                    rules.pair().id(),
                    e.getClass().getName(),
                    conflict.link());
            return Resolution.askSomeone();
        }
    }
}
