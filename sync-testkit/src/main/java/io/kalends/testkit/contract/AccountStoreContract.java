package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.PendingAuthorization;
import io.kalends.sync.account.StoredAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link AccountStore}, numbered A1 and up. A store's own test extends it and opens stores. */
public abstract class AccountStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private AccountStore store;

    /** Called by the test framework. */
    protected AccountStoreContract() {}

    /** A new store that knows nothing; asked once a test. */
    protected abstract AccountStore open();

    /**
     * A second store over the same data, as another node or a later process has it; empty where data end with the store.
     * The rules that need one are then reported as aborted.
     */
    protected Optional<AccountStore> openAgain(AccountStore opened) {
        return Optional.empty();
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    private static StoredAccount account(String id) {
        return new StoredAccount(
                id,
                "google",
                "alice",
                "user-1",
                AccountState.CONNECTED,
                "",
                NOW,
                Set.of("calendar.events", "calendar.list"),
                new byte[] {1, 2, 3},
                NOW.plus(MINUTE),
                0);
    }

    private StoredAccount saved(String id) {
        return store.save(account(id)).orElseThrow();
    }

    private static PendingAuthorization pending(String hash) {
        return new PendingAuthorization(
                hash, "google", "alice", null, Set.of("calendar.events"), new byte[] {7}, NOW.plus(MINUTE));
    }

    @Test
    @DisplayName("A1: what was saved is found, whole and at version 1")
    void findsWhatWasSaved() {
        saved("a");

        StoredAccount found = store.find("a").orElseThrow();

        assertThat(found).usingRecursiveComparison().isEqualTo(account("a").at(1));
        assertThat(store.find("b")).isEmpty();
    }

    @Test
    @DisplayName("A2: an account without a user, tokens and expiry stays without")
    void keepsWhatIsMissingMissing() {
        StoredAccount bare = new StoredAccount(
                "a", "notion", "alice", null, AccountState.DISCONNECTED, "given up", NOW, Set.of(), null, null, 0);
        store.save(bare);

        assertThat(store.find("a").orElseThrow()).usingRecursiveComparison().isEqualTo(bare.at(1));
    }

    @Test
    @DisplayName("A3: a save at another version changes nothing")
    void refusesAnOldVersion() {
        StoredAccount first = saved("a");
        store.save(first.in(AccountState.NEEDS_RECONNECT, "revoked", NOW));

        assertThat(store.save(first.in(AccountState.DISCONNECTED, "late", NOW))).isEmpty();
        assertThat(store.save(account("a"))).isEmpty();
        assertThat(store.save(account("never").at(3))).isEmpty();
        assertThat(store.find("a").orElseThrow().state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(store.find("a").orElseThrow().version()).isEqualTo(2);
        assertThat(store.find("never")).isEmpty();
    }

    @Test
    @DisplayName("A4: of many savers of one version one is first")
    void letsOneSaverThrough() throws Exception {
        StoredAccount first = saved("a");

        assertThat(winners(() -> store.save(first).isPresent())).isEqualTo(1);
    }

    @Test
    @DisplayName("A5: of many who insert one id one is first")
    void letsOneInsertThrough() throws Exception {
        assertThat(winners(() -> store.save(account("a")).isPresent())).isEqualTo(1);
    }

    @Test
    @DisplayName("A6: pages and an owner's accounts come by id")
    void listsById() {
        List.of("c", "a", "b").forEach(this::saved);

        assertThat(store.page("", 2)).extracting(StoredAccount::id).containsExactly("a", "b");
        assertThat(store.page("b", 2)).extracting(StoredAccount::id).containsExactly("c");
        assertThat(store.page("c", 2)).isEmpty();
        assertThat(store.ownedBy("alice")).extracting(StoredAccount::id).containsExactly("a", "b", "c");
        assertThat(store.ownedBy("Alice")).isEmpty();
    }

    @Test
    @DisplayName("A7: one holder at a time may renew, until it gives back or its time ends")
    void leasesToOneHolder() {
        saved("a");

        assertThat(store.lease("a", "one", NOW, MINUTE)).isTrue();
        assertThat(store.lease("a", "two", NOW.plus(MINUTE).minusMillis(1), MINUTE))
                .isFalse();
        assertThat(store.lease("a", "one", NOW, MINUTE)).isTrue();
        assertThat(store.lease("a", "two", NOW.plus(MINUTE), MINUTE)).isTrue();
        store.release("a", "one");
        assertThat(store.lease("a", "three", NOW.plus(MINUTE), MINUTE)).isFalse();
        store.release("a", "two");
        assertThat(store.lease("a", "three", NOW.plus(MINUTE), MINUTE)).isTrue();
        assertThat(store.lease("nobody's", "one", NOW, MINUTE)).isFalse();
    }

    @Test
    @DisplayName("A8: a lease is no change of the account, and a save leaves it")
    void keepsLeaseAndVersionApart() {
        StoredAccount first = saved("a");
        store.lease("a", "one", NOW, MINUTE);

        assertThat(store.save(first)).isPresent();
        assertThat(store.lease("a", "two", NOW, MINUTE)).isFalse();
    }

    @Test
    @DisplayName("A9: a consent is taken once, whole")
    void takesAConsentOnce() {
        store.put(pending("h1"));
        store.put(pending("h2"));

        assertThat(store.take("h1", NOW).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(pending("h1"));
        assertThat(store.take("h1", NOW)).isEmpty();
        assertThat(store.take("h3", NOW)).isEmpty();
        assertThat(store.take("h2", NOW)).isPresent();
    }

    @Test
    @DisplayName("A10: of many takers of one consent one gets it")
    void letsOneTakerThrough() throws Exception {
        store.put(pending("h1"));

        assertThat(winners(() -> store.take("h1", NOW).isPresent())).isEqualTo(1);
    }

    @Test
    @DisplayName("A11: an expired consent is not given, and is purged")
    void expiresConsents() {
        store.put(pending("h1"));
        store.put(pending("h2"));

        assertThat(store.take("h1", NOW.plus(MINUTE))).isEmpty();
        assertThat(store.purge(NOW.plus(MINUTE).minusMillis(1))).isZero();
        assertThat(store.purge(NOW.plus(MINUTE))).isEqualTo(1);
        assertThat(store.take("h2", NOW)).isEmpty();
    }

    @Test
    @DisplayName("A12: another node sees accounts, leases and consents")
    void isSharedByNodes() {
        StoredAccount first = saved("a");
        store.lease("a", "one", NOW, MINUTE);
        store.put(pending("h1"));

        Optional<AccountStore> again = openAgain(store);
        assumeTrue(again.isPresent(), "this store's data end with it");

        assertThat(again.get().lease("a", "two", NOW, MINUTE)).isFalse();
        assertThat(again.get().take("h1", NOW)).isPresent();
        assertThat(store.take("h1", NOW)).isEmpty();
        assertThat(again.get().save(first)).isPresent();
        assertThat(store.save(first)).isEmpty();
    }

    private static int winners(Callable<Boolean> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            int winners = 0;
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(6, attempt))) {
                winners += result.get() ? 1 : 0;
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }
}
