package io.kalends.sync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;

/**
 * Something asked of a pair, to be done by its next run, whoever makes it.
 *
 * @param id given by the store, rising; 0 before it is stored
 * @param kind what is asked
 * @param target what it is about: a link's id, an approval, a side; empty for the whole pair
 * @param payload more about it, stored encrypted; empty for none
 */
public record Request(long id, Kind kind, String target, byte[] payload) {

    public Request {
        requireNonNull(kind, "kind");
        requireNonNull(target, "target");
        payload = payload.clone();
    }

    /** To sync the record that has this id on this side. */
    public static Request record(Side side, String recordId) {
        return new Request(0, Kind.RECORD, side.name(), recordId.getBytes(UTF_8));
    }

    /** The side that a {@link Kind#RECORD} or {@link Kind#LOOK_AGAIN} is about. */
    public Side side() {
        int end = target.indexOf(' ');
        return Side.valueOf(end < 0 ? target : target.substring(0, end));
    }

    /** The id that a {@link Kind#RECORD} or {@link Kind#LOOK_AGAIN} is about. */
    public String recordId() {
        return new String(payload, UTF_8);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** The kinds of requests. */
    public enum Kind {
        /** Run once more: somebody found the pair busy. */
        AGAIN,
        /** Try a link again that was given up, or all of them. */
        RETRY,
        /** Settle a conflict: the payload says how. */
        RESOLVE,
        /** Go on with held removals. */
        APPROVE,
        /** Sync one record: a notification named it while the pair was running. */
        RECORD,
        /** Look again at a record that could not be read: the target says when. */
        LOOK_AGAIN
    }

    @Override
    public String toString() {
        return "Request[" + id + " " + kind + " " + target + "]";
    }
}
