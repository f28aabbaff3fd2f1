package io.kalends.sync.push;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps watches, channels and due pairs. It decides nothing: every change says what it found and what shall stand there
 * instead, and takes place only if the row is still at that version. Safe for many threads and nodes.
 */
public interface PushStore extends AutoCloseable {

    /** A collection's watch. */
    Optional<Watch> watch(WatchedCollection of);

    /** An account's watches, in no order. */
    List<Watch> watchesOf(String provider, String account);

    /** A collection's watches, of whatever account, in no order. */
    List<Watch> watchesOn(String provider, String collection);

    /** Watches that are to be checked and that nobody has claimed, the longest overdue first. */
    List<Watch> watchesToCheck(Instant now, int limit);

    /**
     * Puts one watch in another's place.
     *
     * @param before what was found; {@code null} if there was none
     * @param after what shall be there; {@code null} for nothing
     * @return whether it was done; {@code false} if what is there is not what was found
     */
    boolean replaceWatch(@Nullable Watch before, @Nullable Watch after);

    /** A channel by our name of it. */
    Optional<PushChannel> channel(String id);

    /** A collection's channels, in no order. */
    List<PushChannel> channels(WatchedCollection of);

    /** Puts one channel in another's place, as {@link #replaceWatch} does. */
    boolean replaceChannel(@Nullable PushChannel before, @Nullable PushChannel after);

    /** When a pair is due. */
    Optional<DuePair> pair(String pair);

    /** Pairs that are due and not held back, the longest overdue first. */
    List<DuePair> duePairs(Instant now, int limit);

    /** Puts one pair's row in another's place, as {@link #replaceWatch} does. */
    boolean replacePair(@Nullable DuePair before, @Nullable DuePair after);

    /** Gives up what the store holds; a store that was handed in stays its maker's. */
    @Override
    void close();
}
