package io.kalends.provider.ics.internal;

import io.kalends.sync.Cursor;
import io.kalends.sync.Place;
import io.kalends.sync.spi.CursorCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a feed, and the server's validators of what was read completely.
 *
 * @param content a hash of the content
 * @param offset how many entries were told; 0 for all
 * @param etag as it was received, weak or not; empty for none
 * @param lastModified as it was received; empty for none
 */
record FeedCursor(String content, int offset, String etag, String lastModified) {

    private static final CursorCodec CODEC = new CursorCodec("feed", 2, 4);

    private static final FeedCursor START = new FeedCursor("", 0, "", "");

    /**
     * The start of what was answered.
     *
     * @param complete whether all of it came; the validators of a part would keep the rest away
     */
    static FeedCursor of(FeedClient.Answer answer, String content, boolean complete) {
        return new FeedCursor(
                content, 0, complete ? sendable(answer.etag()) : "", complete ? sendable(answer.lastModified()) : "");
    }

    /** Some servers send what no request may hold. */
    private static String sendable(@Nullable String header) {
        return header != null && header.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? header : "";
    }

    static FeedCursor of(@Nullable Cursor cursor, Place place) {
        if (cursor == null) {
            return START;
        }
        List<String> parts = CODEC.parts(cursor, place);
        if (!parts.get(1).matches("\\d{1,9}")) {
            throw CursorCodec.foreign(place);
        }
        return new FeedCursor(parts.get(0), Integer.parseInt(parts.get(1)), parts.get(2), parts.get(3));
    }

    /** Validators are sent only for what was read and stored to the end. */
    @Nullable
    String etagToSend() {
        return offset > 0 || etag.isEmpty() ? null : etag;
    }

    @Nullable
    String modifiedToSend() {
        return offset > 0 || lastModified.isEmpty() ? null : lastModified;
    }

    /** Whether this stands at the end of what {@code now} begins. */
    boolean isAtStartOf(FeedCursor now) {
        return offset == 0 && content.equals(now.content);
    }

    Cursor token(int offset) {
        return CODEC.cursor(content, String.valueOf(offset), etag, lastModified);
    }
}
