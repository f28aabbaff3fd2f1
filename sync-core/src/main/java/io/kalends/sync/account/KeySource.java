package io.kalends.sync.account;

import java.nio.file.Path;

/**
 * Where encryption keys come from: a file, a key service. Each key has an id, which stands in what it encrypted, so that
 * keys can be rotated: new content takes the current key, old content keeps finding its own.
 *
 * <p>Safe for many threads. A key service that is away is a {@link io.kalends.sync.TransientException}, never "wrong key".
 */
public interface KeySource {

    /** The key that new content is encrypted with. */
    EncryptionKey current();

    /**
     * The key of this id.
     *
     * @throws io.kalends.sync.SyncException if there is none
     */
    EncryptionKey byId(String id);

    /**
     * The current key for a store that holds nothing encrypted yet: a source that can make a key makes its first one here,
     * and nowhere else.
     */
    default EncryptionKey first() {
        return current();
    }

    /** What errors call this source, the path of a file for instance; never a key. */
    default String describe() {
        return getClass().getSimpleName();
    }

    /** One key, given by the host. */
    static KeySource of(EncryptionKey key) {
        return new SingleKey(key);
    }

    /**
     * Keys in a file, a line each: the id, a colon, and the key in Base64. The first line is the current key, the others are
     * former ones. The file is made, readable by its owner only, for a store that holds nothing encrypted yet; where one
     * does, a file that is missing or holds other keys is refused. Whoever has the file and the database can read what is
     * kept: back them up apart. A file that others may read is told as a warning in the log.
     */
    static KeySource inFile(Path file) {
        return new FileKey(file);
    }
}
