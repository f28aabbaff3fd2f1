package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import io.kalends.icalendar.text.IcsLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The look at a file directly before it is replaced or removed: whether it still holds what was read. */
final class LastLook {

    private static final String UNIX = "unix";
    private static final String UNIX_ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino";
    private static final String BASIC_ATTRIBUTES = "size,lastModifiedTime,fileKey";

    private LastLook() {}

    /**
     * Compares the bytes, since a save may leave size and time as they were; then the attributes once more, since a large
     * file takes a while to read.
     *
     * @param version a hash of the bytes that were read
     * @throws SavedMeanwhileException if the file holds others, or is gone
     */
    static void expect(Path file, String version) throws IOException {
        try {
            Map<String, Object> before = attributes(file);
            if (!version.equals(EventIds.hash(bytes(file))) || !before.equals(attributes(file))) {
                throw new SavedMeanwhileException(file);
            }
        } catch (NoSuchFileException e) {
            throw new SavedMeanwhileException(file);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(IcsLimits.defaults().maxDecodedBytes() + 1);
        }
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains(UNIX);
        return Files.readAttributes(file, unix ? UNIX_ATTRIBUTES : BASIC_ATTRIBUTES);
    }
}
