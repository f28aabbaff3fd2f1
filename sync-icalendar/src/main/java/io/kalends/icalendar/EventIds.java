package io.kalends.icalendar;

import io.kalends.calendar.EventTime;
import io.kalends.icalendar.text.IcsComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The ids and revisions of a calendar's records. */
public final class EventIds {

    private static final int REVISION_BYTES = 12;

    private EventIds() {}

    /** The UID; for an occurrence apart from its series, and what names it there. */
    static String id(String uid, @Nullable EventTime recurrenceId) {
        return recurrenceId == null ? uid : uid + "#" + recurrenceId.occurrenceKey();
    }

    /** The name of an event that shares its UID with others, by what tells it from them. */
    public static String nameOfItsOwn(String uid, String what) {
        return uid + "-" + hash(what);
    }

    /** The id under which something is reported that no record shows, by what tells it from others. */
    public static String ofHidden(String id, String what) {
        return id + "~" + hash(what);
    }

    public static String ofHidden(String id, IcsComponent component) {
        return id + "~" + hash(component.bytes());
    }

    /** A short hash of some bytes, for revisions and cursors. */
    public static String hash(byte[]... parts) {
        return HexFormat.of().formatHex(sha256(parts), 0, REVISION_BYTES);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM lacks SHA-256, which every Java platform must have", e);
        }
    }

    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 8 bytes of a text's hash. */
    public static long number(String text) {
        return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
