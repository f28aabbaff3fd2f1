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

    /** One key, given by the host. */
    static KeySource of(EncryptionKey key) {
        return new SingleKey(key);
    }

    /**
     * A key in a file that is made, readable by its owner only, when it is first needed. Whoever has the file and the
     * database can read what is kept: back them up apart.
     */
    static KeySource inFile(Path file) {
        return new FileKey(file);
    }
}
