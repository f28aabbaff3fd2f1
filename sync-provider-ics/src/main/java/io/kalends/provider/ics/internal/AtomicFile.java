package io.kalends.provider.ics.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is replaced as a whole or not at all, by one process at a time. Readers see the old bytes or the new ones,
 * never a part of either.
 */
record AtomicFile(Path path, Disk disk) {

    private static final Set<OpenOption> WHOLE = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** How bytes get into the temporary file: a seam for tests, to let the disk fill up. */
    interface Disk {

        /** Has them on the disk when it returns. */
        Disk REAL = (channel, bytes) -> {
            writeAll(channel, bytes);
            channel.force(false);
        };

        /**
         * Leaves it to the system when they reach the disk. For many small files: to wait for each costs more than all else.
         * A power failure in the seconds after can leave one empty, which counts as unreadable, never as deleted.
         */
        Disk LAZY = Disk::writeAll;

        void write(FileChannel channel, byte[] bytes) throws IOException;

        private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /**
     * The file's bytes, whole; empty if there is no file.
     *
     * @param limit how many bytes a caller can use; of a larger file one byte more is read
     */
    Optional<byte[]> read(int limit) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(in.readNBytes(limit + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The file that is meant, where the path is a link: that one is replaced, not the link. */
    private Path target() throws IOException {
        return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    }

    /** Does something to the file while no other process of ours may. */
    <T> T alone(WriteLock.Action<T> action) throws IOException {
        Path target = target();
        return WriteLock.holding(target.resolveSibling("." + target.getFileName() + ".kalends.lock"), action);
    }

    /** Puts these bytes in place of the file's, while it is locked. */
    void replace(byte[] bytes) throws IOException {
        Path target = target();
        boolean exists = Files.exists(target);
        if (exists && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        put(target, bytes, exists ? whole -> keepPermissions(target, whole) : whole -> {});
    }

    /** Makes a file of these bytes where there is known to be none, while it is locked. */
    void create(byte[] bytes) throws IOException {
        put(path.toAbsolutePath(), bytes, whole -> {});
    }

    /** Something done to a file before it takes its place. */
    private interface Finish {
        void finish(Path whole) throws IOException;
    }

    private void put(Path target, byte[] bytes, Finish finish) throws IOException {
        // One name for all tries: what a killed one left behind is overwritten.
        Path whole = target.resolveSibling(".kalends-" + EventIds.hash(String.valueOf(target.getFileName())) + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(whole, WHOLE)) {
                disk.write(channel, bytes);
            }
            finish.finish(whole);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(whole, e);
            throw e;
        }
    }

    private static void deleteQuietly(Path file, Exception cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    /** Removes the file, while it is locked. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
