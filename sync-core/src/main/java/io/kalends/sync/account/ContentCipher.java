package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what is kept at rest: AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce each time, the key's id in the
 * clear before it. The context (which row it belongs to) is authenticated, so that rows cannot be swapped.
 *
 * <p>Safe for many threads.
 */
public final class ContentCipher {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeySource keys;
    private final SecureRandom random;

    public ContentCipher(KeySource keys, SecureRandom random) {
        this.keys = requireNonNull(keys, "keys");
        this.random = requireNonNull(random, "random");
    }

    /**
     * For a store that holds nothing encrypted yet: lets the source make its first key.
     *
     * @throws SyncException if there is none and it cannot be made
     */
    public void begin() {
        keys.first();
    }

    /** Whether this was encrypted with the current key, so that no former one is needed for it. */
    public boolean isCurrent(byte[] sealed) {
        return keyId(ByteBuffer.wrap(sealed)).equals(keys.current().id());
    }

    /**
     * Encrypts.
     *
     * @param context what the content belongs to; the same must be given to {@link #open}
     * @return format (1 byte), length of the key id (1 byte), key id, nonce (12 bytes), ciphertext and tag
     */
    public byte[] seal(byte[] content, String context) {
        EncryptionKey key = keys.current();
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(content);
            return ByteBuffer.allocate(2 + id.length + NONCE_BYTES + sealed.length)
                    .put(FORMAT)
                    .put((byte) id.length)
                    .put(id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not to be had in this JVM", e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws SyncException if it was not sealed with a known key for this context, or was altered
     */
    public byte[] open(byte[] sealed, String context) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        String id = keyId(in);
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, keys.byId(id), nonce, context).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw damaged(e);
        }
    }

    private String keyId(ByteBuffer in) {
        if (in.remaining() < 2 || in.get() != FORMAT) {
            throw damaged(null);
        }
        int idLength = in.get() & 0xff;
        if (in.remaining() < idLength + NONCE_BYTES + TAG_BITS / 8) {
            throw damaged(null);
        }
        byte[] id = new byte[idLength];
        in.get(id);
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SyncException damaged(@Nullable Exception cause) {
        return new SyncException(
                new Place("keys", keys.describe()),
                "encrypted content cannot be opened: another key, another row, or damage",
                "give the store the key that it was written with",
                cause);
    }
}
