package io.kalends.sync.store;

import io.kalends.sync.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what runs remember. Everything a run changes goes through {@link #commit}, one transaction each, under the pair's
 * lease; what must hold between rows is the engine's affair, so a store is rows, indexes and one guarded commit.
 *
 * <p>Safe for many threads. A store failure is a {@link io.kalends.sync.TransientException} where trying again may help,
 * else a {@link io.kalends.sync.SyncException}.
 */
public interface SyncStateStore extends AutoCloseable {

    /**
     * Takes the pair's lease. A pair unknown so far begins with {@link PairState#NEW}.
     *
     * @param node who asks; the holder may take it again, with a new fence
     * @return empty while another node holds it; then a request {@link Request.Kind#AGAIN} is left for the holder
     */
    Optional<PairLease> acquire(String pair, String node, Instant now, Duration length);

    /**
     * Prolongs a lease.
     *
     * @return the lease with its new end
     * @throws FencedException if it was lost
     */
    PairLease renew(PairLease lease, Instant now, Duration length);

    /**
     * Gives a lease up; nothing happens if it was lost.
     *
     * @return whether anything was asked for since it was taken, so that the pair should run again
     */
    boolean release(PairLease lease);

    /**
     * Applies changes, all or nothing.
     *
     * @throws FencedException if the lease was lost: nothing is changed
     */
    void commit(PairLease lease, Changes changes);

    /** The pair's state, without its lease; {@link PairState#NEW} for a pair unknown so far. */
    PairState state(String pair);

    /**
     * The sides of pairs whose {@linkplain SideProgress#collection() collection} is this one, in no order: pairs that form a
     * ring know of each other's writes by it.
     */
    List<PairSide> pairsOn(String collection);

    /** The links of these records of one side, by the side's record ids. */
    List<Link> linksOf(String pair, Side side, Collection<String> recordIds);

    /** The links of these ids. */
    List<Link> links(String pair, Collection<String> linkIds);

    /** The links of records whose parent on this side is one of these. */
    List<Link> children(String pair, Side side, Collection<String> parentIds);

    /** The links whose half on this side bears one of these identities, contents or origins. */
    List<Link> alike(
            String pair, Side side, Collection<Long> identities, Collection<Long> contents, Collection<String> origins);

    /** Links that are due, in ascending order of id, those after {@code after} ({@code null} for the first). */
    List<Link> due(String pair, Instant now, @Nullable String after, int max);

    /** Links with an open intent, in ascending order of id. */
    List<Link> intended(String pair, @Nullable String after, int max);

    /** Links that count as there on this side but were not seen by this listing, in ascending order of id. */
    List<Link> unseen(String pair, Side side, long generation, @Nullable String after, int max);

    /** All links, of some status or of any, in ascending order of id. */
    List<Link> list(String pair, @Nullable LinkStatus status, @Nullable String after, int max);

    /** How many links there are of each status; one without any may be left out. */
    Map<LinkStatus, Long> counts(String pair);

    /** What is kept for a link, in the order of keeping. */
    List<KeptVersion> kept(String pair, String link);

    /** Stores a request for the next run; needs no lease. */
    void request(String pair, Request request);

    /** What was asked for and is not done yet, in order: what a long run looks at between two batches. Needs no lease. */
    List<Request> requests(String pair);

    /** The store's fingerprint key, 32 bytes: made once, kept encrypted, the same for ever. */
    byte[] fingerprintKey();

    /** Forgets a pair and everything kept for it; both sides keep their records. */
    void forget(String pair);

    @Override
    default void close() {}
}
