package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.account.AccountListener;
import io.kalends.sync.account.AccountStore;
import io.kalends.sync.account.AccountTokens;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.account.TokenCipher;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider's accounts: the store, the cipher of their tokens, and who hears of them. */
public record Accounts(String provider, AccountStore store, TokenCipher cipher, AccountListener listener, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger("io.kalends.oauth");

    public Accounts {
        requireNonNull(provider, "provider");
        requireNonNull(store, "store");
        requireNonNull(cipher, "cipher");
        requireNonNull(listener, "listener");
        requireNonNull(clock, "clock");
    }

    Instant now() {
        return clock.instant();
    }

    Place place(String id) {
        return new Place(provider, "account " + id);
    }

    /** @throws RejectedException if this provider has no account of this id */
    StoredAccount find(String id) {
        return store.find(id)
                .filter(account -> account.provider().equals(provider))
                .orElseThrow(() -> none(id));
    }

    RejectedException none(String id) {
        return new RejectedException(
                place(id), "there is no such account", "connect it first, or look the id up in the store");
    }

    Optional<AccountTokens> tokens(StoredAccount account) {
        return account.sealed().map(bytes -> cipher.open(bytes, account.id()));
    }

    /** The account with what the provider gave; a refresh token that it did not give anew stays (RFC 6749 section 6). */
    StoredAccount with(StoredAccount account, TokenAnswer answer, Optional<String> oldRefresh, Instant received) {
        String refresh =
                Optional.ofNullable(answer.refresh()).or(() -> oldRefresh).orElse(null);
        // By our own clock and the lifetime alone: the provider's clock may be an hour off.
        Instant expiry = answer.lifetime().map(received::plus).orElse(null);
        byte[] bytes = cipher.seal(new AccountTokens(answer.access(), refresh, received), account.id());
        return account.withTokens(bytes, expiry);
    }

    void note(String id, String what) {
        LOG.debug("{}: account {}: {}", provider, id, what);
    }

    void tell(StoredAccount account, Consumer<StoredAccount> method) {
        LOG.debug("{}: account {} is {}", provider, account.id(), account.state());
        try {
            method.accept(account);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: the account listener failed with {}",
                    provider,
                    e.getClass().getName());
        }
    }
}
