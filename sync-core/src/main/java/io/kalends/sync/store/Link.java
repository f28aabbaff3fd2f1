package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record on the left and the same record on the right: what each side was last seen to hold, and what each held when
 * they last agreed. Everything else (pending work, the retry queue, the conflicts) is derived from it.
 *
 * @param id the link's id, unique in the store
 * @param pair the pair's id
 * @param left what the left side was last seen to hold; {@code null} if the record was never there
 * @param right what the right side was last seen to hold
 * @param agreement the merge base; {@code null} before the first agreement
 * @param intent a write that was begun and not closed; {@code null} for none
 * @param life how many times the record was created on a side by this link; part of the idempotency key
 * @param versions the rules and mappings under which it agreed
 * @param status where it stands
 * @param due when the next run plans it; {@code null} while it is settled or parked
 * @param attempts how many tries of the pending write have failed
 * @param problem why it does not move; {@code null} if it does
 * @param held the approval that a held removal waits for; {@code null} for none
 * @param swings how often it went back to values it had before, and between which
 * @param syncedAt when both sides last agreed; {@code null} for never
 */
public record Link(
        String id,
        String pair,
        @Nullable Observation left,
        @Nullable Observation right,
        @Nullable Agreement agreement,
        @Nullable Intent intent,
        int life,
        Versions versions,
        LinkStatus status,
        @Nullable Instant due,
        int attempts,
        @Nullable Problem problem,
        @Nullable String held,
        Swings swings,
        @Nullable Instant syncedAt) {

    public Link {
        requireNonNull(id, "id");
        requireNonNull(pair, "pair");
        requireNonNull(versions, "versions");
        requireNonNull(status, "status");
        requireNonNull(swings, "swings");
        if (left == null && right == null && intent == null) {
            throw new IllegalArgumentException("link " + id + " has neither a side nor a write under way");
        }
    }

    /**
     * The versions under which a link agreed.
     *
     * @param rules fingerprint of the pair's rules
     * @param mapping fingerprint of the record type's and both replicas' mapping versions
     */
    public record Versions(long rules, long mapping) {
        public static final Versions NONE = new Versions(0, 0);
    }

    /**
     * Counts how often a link went back and forth.
     *
     * @param count how often the same values came back
     * @param last fingerprint of the values last written
     * @param before fingerprint of the values written before those
     */
    public record Swings(int count, long last, long before) {
        public static final Swings NONE = new Swings(0, 0, 0);
    }

    public Optional<Observation> on(Side side) {
        return Optional.ofNullable(side == Side.LEFT ? left : right);
    }

    /** Whether its record is there on a side, by what was seen last. */
    public boolean isOn(Side side) {
        return on(side).map(Observation::isThere).orElse(false);
    }

    /** A change of this link, starting from what it is. */
    public LinkBuilder change() {
        return new LinkBuilder(this);
    }

    /** A new link of a record seen on one side. */
    public static Link begin(String id, String pair, Side side, Observation seen, Instant due) {
        return begin(id, pair, side == Side.LEFT ? seen : null, side == Side.RIGHT ? seen : null, null, due);
    }

    /** A new link of a record that is about to be made. */
    public static Link begin(String id, String pair, Intent intent) {
        return begin(id, pair, null, null, intent, intent.deadline());
    }

    private static Link begin(
            String id,
            String pair,
            @Nullable Observation left,
            @Nullable Observation right,
            @Nullable Intent intent,
            Instant due) {
        return new Link(
                id,
                pair,
                left,
                right,
                null,
                intent,
                0,
                Versions.NONE,
                LinkStatus.PENDING,
                due,
                0,
                null,
                null,
                Swings.NONE,
                null);
    }

    /** Ids and status. */
    @Override
    public String toString() {
        return "Link[" + id + " " + status + (left == null ? "" : " left=" + left.id())
                + (right == null ? "" : " right=" + right.id()) + "]";
    }
}
