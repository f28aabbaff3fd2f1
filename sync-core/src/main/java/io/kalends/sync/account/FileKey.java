package io.kalends.sync.account;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** One key in a file: its id, a colon, and the key in Base64. */
record FileKey(Path file) implements KeySource {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Override
    public EncryptionKey current() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            return parse(Files.readString(file, StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            throw failure("the key file cannot be read or made (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    @Override
    public EncryptionKey byId(String id) {
        return new SingleKey(current()).byId(id);
    }

    private void create() throws IOException {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        String line = "file-1:" + Base64.getEncoder().encodeToString(bytes) + "\n";
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".kalends-key", ".tmp", ownerOnly());
        try {
            Files.writeString(whole, line, StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
            // A link fails where the name is taken, so that of two processes the first one's key stands.
            Files.createLink(file, whole);
        } catch (UnsupportedOperationException e) {
            // A file system without hard links: the rename does, and two first starts at once are not expected there.
            Files.move(whole, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is read.
            return;
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private EncryptionKey parse(String line) {
        int colon = line.indexOf(':');
        try {
            return new EncryptionKey(
                    line.substring(0, Math.max(colon, 0)), Base64.getDecoder().decode(line.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw failure("the key file is damaged", e);
        }
    }

    private SyncException failure(String what, Exception cause) {
        return new SyncException(
                new Place("keys", file.toString()), what, "restore the file, or check who may write there", cause);
    }
}
