package io.kalends.store.jdbc;

import io.kalends.store.jdbc.internal.Database;
import io.kalends.store.jdbc.internal.Sql;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.record.Fingerprints;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store's fingerprint key: made by whoever is first, sealed, and the same for ever. */
final class FingerprintKeyRow {

    private static final String NAME = "fingerprint-key";

    private final Database database;
    private final ContentCipher cipher;
    private final SecureRandom random;
    private volatile byte @Nullable [] known;

    FingerprintKeyRow(Database database, ContentCipher cipher, SecureRandom random) {
        this.database = database;
        this.cipher = cipher;
        this.random = random;
    }

    byte[] key() {
        byte[] key = known;
        if (key == null) {
            Optional<byte[]> sealed = sealed();
            if (sealed.isEmpty()) {
                make();
                sealed = sealed();
            }
            key = cipher.open(sealed.orElseThrow(), NAME);
            known = key;
        }
        return key.clone();
    }

    /** Seals it with the current key, unless it is. */
    int reseal() {
        byte[] sealed = sealed().orElseThrow();
        if (cipher.isCurrent(sealed)) {
            return 0;
        }
        byte[] anew = cipher.seal(cipher.open(sealed, NAME), NAME);
        database.change(connection ->
                Sql.update(connection, "UPDATE kalends_meta SET meta_bytes = ? WHERE meta_name = ?", statement -> {
                    statement.setBytes(1, anew);
                    statement.setString(2, NAME);
                }));
        return 1;
    }

    private Optional<byte[]> sealed() {
        return database.read(connection -> Sql.first(
                connection,
                "SELECT meta_bytes FROM kalends_meta WHERE meta_name = ?",
                statement -> statement.setString(1, NAME),
                row -> row.getBytes(1)));
    }

    private void make() {
        cipher.begin();
        byte[] key = new byte[Fingerprints.KEY_BYTES];
        random.nextBytes(key);
        byte[] sealed = cipher.seal(key, NAME);
        // Another node may be first: its key stands.
        database.insertOnce("INSERT INTO kalends_meta (meta_name, meta_bytes) VALUES (?, ?)", statement -> {
            statement.setString(1, NAME);
            statement.setBytes(2, sealed);
        });
    }
}
