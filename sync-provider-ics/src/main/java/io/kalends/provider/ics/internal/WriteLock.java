package io.kalends.provider.ics.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One writer at a time among the processes that use this library, by a lock on a file that stays: to remove it would let
 * two in that hold different files of one name.
 */
final class WriteLock {

    private WriteLock() {}

    /** What is done under a lock. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Waits for other processes; another thread of this one is told as a failure, since Java's locks know no waiting there. */
    static <T> T holding(Path lockFile, Action<T> action) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, lockFile)) {
            if (!lock.isValid()) {
                throw new FileSystemException(lockFile.toString(), null, "its lock was lost");
            }
            return action.run();
        }
    }

    private static FileLock lock(FileChannel channel, Path lockFile) throws IOException {
        try {
            return channel.lock();
        } catch (OverlappingFileLockException e) {
            throw new FileSystemException(lockFile.toString(), null, "another thread is writing it");
        }
    }
}
