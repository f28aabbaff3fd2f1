package io.kalends.sync.account;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys in a file, the current one first; each line is an id, a colon, and the key in Base64. */
final class FileKey implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.sync");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final AtomicBoolean lookedAt = new AtomicBoolean();

    FileKey(Path file) {
        this.file = file;
    }

    @Override
    public EncryptionKey current() {
        return keys().get(0);
    }

    @Override
    public EncryptionKey byId(String id) {
        List<EncryptionKey> keys = keys();
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SyncException(
                        place(),
                        "the file holds " + keys + ", and there is no key '" + id
                                + "' in it, with which something stored was encrypted",
                        "restore the file that the store was written with, or give it that key's line again"));
    }

    @Override
    public EncryptionKey first() {
        try {
            if (!Files.exists(file)) {
                create();
            }
        } catch (IOException e) {
            throw failure("the key file cannot be made (" + e.getClass().getSimpleName() + ")", e);
        }
        return current();
    }

    @Override
    public String describe() {
        return file.toString();
    }

    @Override
    public String toString() {
        return "FileKey[" + file + "]";
    }

    private List<EncryptionKey> keys() {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            if (!lookedAt.getAndSet(true)) {
                tellWhetherOthersMayReadIt();
            }
            List<EncryptionKey> keys = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(this::parse)
                    .toList();
            if (keys.isEmpty()) {
                throw failure("the key file is damaged: it is empty", null);
            }
            return keys;
        } catch (NoSuchFileException e) {
            throw new SyncException(
                    place(),
                    "the key file is gone",
                    "restore it from its backup, or name the path where it is; a new one is made only for a store that has"
                            + " nothing encrypted yet",
                    e);
        } catch (IOException e) {
            throw failure("the key file cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private void create() throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        byte[] name = new byte[4];
        random.nextBytes(name);
        // No two files' keys bear one name, so that a wrong file is known as such.
        String line = "file-" + HexFormat.of().formatHex(name) + ":"
                + Base64.getEncoder().encodeToString(bytes) + "\n";
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

    private void tellWhetherOthersMayReadIt() throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException e) {
            return;
        }
        if (permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn(
                    "the key file {} can be read by others than its owner ({}) → chmod 600 {}",
                    file,
                    PosixFilePermissions.toString(permissions),
                    file);
        }
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

    private Place place() {
        return new Place("keys", describe());
    }

    private SyncException failure(String what, @Nullable Exception cause) {
        return new SyncException(place(), what, "restore the file, or check who may read and write there", cause);
    }
}
