package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The right to run a pair, until it ends or is given up.
 *
 * @param pair the pair's id
 * @param fence rises with every lease of the pair; a commit under an older one is refused
 * @param until when it ends
 * @param state the pair's state when it was taken
 * @param requests what was asked for since the last run
 */
public record PairLease(String pair, long fence, Instant until, PairState state, List<Request> requests) {

    public PairLease {
        requireNonNull(pair, "pair");
        requireNonNull(until, "until");
        requireNonNull(state, "state");
        requests = List.copyOf(requests);
    }

    public PairLease until(Instant until) {
        return new PairLease(pair, fence, until, state, requests);
    }
}
