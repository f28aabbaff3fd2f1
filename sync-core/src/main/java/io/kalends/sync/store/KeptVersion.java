package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import java.time.Instant;

/**
 * A version of a record that lost, or that waits for a decision. The store encrypts the content.
 *
 * @param id unique in the store
 * @param link the link's id
 * @param side the side that held it
 * @param at when it was kept
 * @param open whether it belongs to a conflict that is still open; else it is history
 * @param reason why it was kept, without content
 * @param content the record as its type encodes it, UTF-8 JSON
 */
public record KeptVersion(String id, String link, Side side, Instant at, boolean open, String reason, byte[] content) {

    public KeptVersion {
        requireNonNull(id, "id");
        requireNonNull(link, "link");
        requireNonNull(side, "side");
        requireNonNull(at, "at");
        requireNonNull(reason, "reason");
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    /** Everything but the content. */
    @Override
    public String toString() {
        return "KeptVersion[" + id + " of " + link + " " + side.label() + " at " + at + ": " + reason + "]";
    }
}
