package io.kalends.provider.ics.internal;

import io.kalends.provider.ics.internal.FolderManifest.Line;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A manifest as it stands in a cursor, with the hash of each file's name: no name and no UID can be read from it. */
final class ManifestText {

    private ManifestText() {}

    static String of(Map<Long, Line> lines) {
        ByteBuffer bytes = ByteBuffer.allocate(lines.size() * 5 * Long.BYTES);
        lines.forEach((name, line) -> bytes.putLong(name)
                .putLong(line.stamp())
                .putLong(line.uid())
                .putLong(line.rows())
                .putLong(line.content()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty if it is none. */
    static Optional<Map<Long, Line>> read(String text) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            while (bytes.hasRemaining()) {
                lines.put(
                        bytes.getLong(), new Line(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
        return Optional.of(lines);
    }
}
