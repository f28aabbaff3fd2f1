package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

/**
 * A key for AES-256-GCM.
 *
 * @param id at most 32 letters, digits and hyphens; stored with what the key encrypts
 * @param bytes 32 random bytes
 */
public record EncryptionKey(String id, byte[] bytes) {

    public EncryptionKey {
        requireNonNull(id, "id");
        if (!id.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("a key's id has 1 to 32 letters, digits and hyphens");
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}
