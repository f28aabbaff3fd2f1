package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced as a whole or not at all, by one process at a time. Readers see the old bytes or the new ones,
 * never a part of either; what another program saved since it was read is not replaced.
 */
record AtomicFile(Path path, Disk disk) {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** How bytes get to the disk: a seam for tests, to let it fill up, and other programs save at the worst moment. */
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

        /** Called before the last look at a file that is to be replaced, made or removed. */
        default void beforeLastLook(Path file) throws IOException {}

        /** Gives a file a second name, unless that is taken. */
        default void link(Path name, Path file) throws IOException {
            Files.createLink(name, file);
        }

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

    /** The file that is meant, where the path is a link: that one is replaced or made, not the link. */
    private Path target() throws IOException {
        if (!Files.isSymbolicLink(path)) {
            return path.toAbsolutePath();
        }
        return Files.exists(path)
                ? path.toRealPath()
                : path.toAbsolutePath().resolveSibling(Files.readSymbolicLink(path));
    }

    /** Does something to the file while no other process of ours may. */
    <T> T alone(WriteLock.Action<T> action) throws IOException {
        Path target = target();
        return WriteLock.holding(target.resolveSibling("." + target.getFileName() + ".kalends.lock"), action);
    }

    /**
     * Puts these bytes in place of the file's, while it is locked.
     *
     * @param version a hash of the bytes that it is known to hold
     * @throws SavedMeanwhileException if it holds others
     */
    void replace(byte[] bytes, String version) throws IOException {
        Path target = target();
        if (!Files.exists(target)) {
            throw new SavedMeanwhileException(target);
        }
        if (!Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        put(target, bytes, whole -> {
            keepPermissions(target, whole);
            disk.beforeLastLook(target);
            LastLook.expect(target, version);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /**
     * Makes a file of these bytes where there is known to be none, while it is locked.
     *
     * @throws SavedMeanwhileException if there is one
     */
    void create(byte[] bytes) throws IOException {
        Path target = target();
        put(target, bytes, whole -> {
            disk.beforeLastLook(target);
            try {
                link(target, whole);
            } catch (FileAlreadyExistsException e) {
                throw new SavedMeanwhileException(target);
            }
        });
    }

    /** A second name is the one step that never replaces a file and never shows a part of one. */
    private void link(Path target, Path whole) throws IOException {
        try {
            disk.link(target, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // The disk knows no second names: the name is taken by an empty file first, which never replaces one
            // either.
            Files.createFile(target);
            try {
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                deleteQuietly(target, e);
                throw e;
            }
        }
    }

    /** The last step of a write, with the new bytes whole in a file beside the old one. */
    private interface Step {
        void take(Path whole) throws IOException;
    }

    private void put(Path target, byte[] bytes, Step last) throws IOException {
        // One name for all tries, so that what a killed one left behind goes; it may be a second name of a file in use.
        Path whole = target.resolveSibling(".kalends-" + EventIds.hash(String.valueOf(target.getFileName())) + ".tmp");
        Files.deleteIfExists(whole);
        try {
            try (FileChannel channel = FileChannel.open(whole, NEW)) {
                disk.write(channel, bytes);
            }
            last.take(whole);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(whole, e);
            throw e;
        }
        // A second name that stays harms nobody: the next write takes it away.
        deleteQuietly(whole, null);
    }

    private static void deleteQuietly(Path file, @Nullable Exception cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    /**
     * Removes the file, while it is locked.
     *
     * @param version a hash of the bytes that it is known to hold
     * @throws SavedMeanwhileException if it holds others
     */
    void delete(String version) throws IOException {
        disk.beforeLastLook(path);
        LastLook.expect(path, version);
        Files.deleteIfExists(path);
    }
}
