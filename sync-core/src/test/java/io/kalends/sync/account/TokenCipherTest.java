package io.kalends.sync.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.SyncException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenCipherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final EncryptionKey OLD = new EncryptionKey("old", new byte[32]);
    private static final EncryptionKey NEW = new EncryptionKey("new", filled());

    private final InMemoryAccountStore store = new InMemoryAccountStore();

    /** Keys of which one is current. */
    private record Keys(EncryptionKey current, Map<String, EncryptionKey> all) implements KeySource {
        @Override
        public EncryptionKey byId(String id) {
            return requireNonNull(all.get(id));
        }
    }

    private static byte[] filled() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 9);
        return bytes;
    }

    private static TokenCipher cipher(KeySource keys) {
        return new TokenCipher(new ContentCipher(keys, new SecureRandom()));
    }

    private static StoredAccount account(String id, byte[] tokens) {
        return new StoredAccount(
                id, "google", "alice", null, AccountState.CONNECTED, "", NOW, Set.of(), tokens, null, 0);
    }

    @Test
    void opensWhatItSealed() {
        TokenCipher cipher = cipher(KeySource.of(OLD));
        AccountTokens both = new AccountTokens("access", "refresh", NOW);
        AccountTokens one = new AccountTokens("access", null, NOW);

        assertThat(cipher.open(cipher.seal(both, "a"), "a")).isEqualTo(both);
        assertThat(cipher.open(cipher.seal(one, "a"), "a")).isEqualTo(one);
    }

    @Test
    void refusesTokensThatWereMovedToAnotherRow() {
        TokenCipher cipher = cipher(KeySource.of(OLD));
        byte[] sealed = cipher.seal(new AccountTokens("access", "refresh", NOW), "alices");

        assertThatThrownBy(() -> cipher.open(sealed, "mallorys"))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("another row");
    }

    @Test
    void needsNoOldKeyOnceAllIsSealedAnew() {
        TokenCipher old = cipher(KeySource.of(OLD));
        AccountTokens tokens = new AccountTokens("access", "refresh", NOW);
        for (int i = 0; i < 250; i++) {
            store.save(account("account-" + i, old.seal(tokens, "account-" + i)));
        }
        store.save(account("forgotten", old.seal(tokens, "forgotten")).withTokens(null, null));

        int resealed = cipher(new Keys(NEW, Map.of("old", OLD, "new", NEW))).resealAll(store);

        assertThat(resealed).isEqualTo(250);
        TokenCipher onlyNew = cipher(KeySource.of(NEW));
        for (int i = 0; i < 250; i++) {
            StoredAccount account = store.find("account-" + i).orElseThrow();
            assertThat(onlyNew.open(account.sealed().orElseThrow(), account.id()))
                    .isEqualTo(tokens);
        }
    }

    @Test
    void keepsWhatARenewalStoredMeanwhile() {
        TokenCipher cipher = cipher(KeySource.of(OLD));
        store.save(account("a", cipher.seal(new AccountTokens("first", "r1", NOW), "a")));
        AccountTokens renewed = new AccountTokens("second", "r2", NOW);
        // The key is asked for between the reading and the writing of a row: there the renewal strikes.
        KeySource striking = new KeySource() {
            private boolean struck;

            @Override
            public EncryptionKey current() {
                if (!struck) {
                    struck = true;
                    StoredAccount now = store.find("a").orElseThrow();
                    store.save(now.withTokens(cipher.seal(renewed, "a"), null));
                }
                return OLD;
            }

            @Override
            public EncryptionKey byId(String id) {
                return OLD;
            }
        };

        cipher(striking).resealAll(store);

        assertThat(cipher.open(store.find("a").orElseThrow().sealed().orElseThrow(), "a"))
                .isEqualTo(renewed);
    }
}
