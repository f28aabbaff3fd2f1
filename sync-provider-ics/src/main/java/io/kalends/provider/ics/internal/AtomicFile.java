package io.kalends.provider.ics.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * A file that is replaced as a whole or not at all, by one process at a time. Readers see the old bytes or the new ones,
 * never a part of either.
 */
record AtomicFile(Path path, Disk disk) {

    /** How bytes get into the temporary file: a seam for tests, to let the disk fill up. */
    interface Disk {

        /** The real one. */
        Disk REAL = (channel, bytes) -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        };

        void write(FileChannel channel, byte[] bytes) throws IOException;
    }

    /** What is done with the file's bytes while nobody else may. */
    interface Edit<T> {

        /** What to leave in the file, and what to answer; the old bytes are empty if there is no file. */
        Outcome<T> apply(Optional<byte[]> old) throws IOException;
    }

    /**
     * What came of an edit.
     *
     * @param bytes the file's new bytes; empty to leave it as it is
     */
    record Outcome<T>(Optional<byte[]> bytes, T answer) {}

    /** The file's bytes, whole; empty if there is no file. */
    Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Reads, edits and replaces the file while it is locked against other processes of ours. */
    <T> T edit(Edit<T> edit) throws IOException {
        Path lockFile = path.resolveSibling("." + path.getFileName() + ".kalends.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new FileSystemException(path.toString(), null, "its lock was lost");
            }
            Outcome<T> outcome = edit.apply(read());
            if (outcome.bytes().isPresent()) {
                replace(outcome.bytes().get());
            }
            return outcome.answer();
        }
    }

    /** Another process is waited for; another thread of this one is a mistake of the host's, and told as a failure. */
    private FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (OverlappingFileLockException e) {
            throw new FileSystemException(path.toString(), null, "another thread is writing it");
        }
    }

    private void replace(byte[] bytes) throws IOException {
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), ".kalends", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                disk.write(channel, bytes);
            }
            keepPermissions(whole);
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void keepPermissions(Path whole) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && Files.exists(path)) {
            Files.setPosixFilePermissions(whole, view.readAttributes().permissions());
        }
    }

    /** Removes the file, while it is locked. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
