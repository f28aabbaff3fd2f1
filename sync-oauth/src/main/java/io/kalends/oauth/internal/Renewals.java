package io.kalends.oauth.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.account.AccountState;
import io.kalends.sync.account.AccountTokens;
import io.kalends.sync.account.Credentials;
import io.kalends.sync.account.StoredAccount;
import io.kalends.sync.spi.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps access tokens fresh: one renewal an account at a time, among threads by a lock, among nodes by a lease in the store.
 * What is renewed is stored before it is used, so that a node that dies leaves either the old refresh token or the new one.
 */
public final class Renewals {

    /** How long before its end a token is renewed; half its life where that is shorter. */
    static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Accounts accounts;
    private final TokenEndpoint endpoint;
    private final Sleeper sleeper;
    private final String node;
    private final Duration lease;
    private final AtomicLong calls = new AtomicLong();
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    /**
     * Renewals by one node.
     *
     * @param node a name that no other node has
     * @param lease longer than a call to the provider can take
     */
    public Renewals(Accounts accounts, TokenEndpoint endpoint, Sleeper sleeper, String node, Duration lease) {
        this.accounts = requireNonNull(accounts, "accounts");
        this.endpoint = requireNonNull(endpoint, "endpoint");
        this.sleeper = requireNonNull(sleeper, "sleeper");
        this.node = requireNonNull(node, "node");
        this.lease = requireNonNull(lease, "lease");
    }

    /** An account's turn to be renewed in this process, and what could not be stored of the last one. */
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();

        @Nullable
        Renewed unsaved;
    }

    /** What was renewed, and the access token that it replaces. */
    private record Renewed(StoredAccount account, String replaced) {}

    /** What an account is called with at a moment. */
    private record Held(StoredAccount account, AccountTokens tokens) {

        Credentials credentials() {
            return new Credentials.BearerToken(tokens.access(), account.accessExpiry());
        }

        boolean isFresh(Instant now) {
            return account.expiresAt()
                    .map(expiry -> now.isBefore(expiry.minus(margin(expiry))))
                    .orElse(true);
        }

        boolean isValid(Instant now) {
            return account.expiresAt().map(now::isBefore).orElse(true);
        }

        private Duration margin(Instant expiry) {
            Duration half = Duration.between(tokens.obtained(), expiry).dividedBy(2);
            return half.compareTo(EARLY) < 0 ? half : EARLY;
        }
    }

    /** What to call with now, renewed first if it is about to end. */
    public Credentials current(String id) {
        Held held = held(id);
        return held.isFresh(accounts.now()) ? held.credentials() : renew(id, null);
    }

    /** What to call with after these were refused. */
    public Credentials renewed(String id, Credentials refused) {
        return renew(id, token(refused));
    }

    private static @Nullable String token(Credentials credentials) {
        return credentials instanceof Credentials.BearerToken bearer ? bearer.token() : null;
    }

    private Credentials renew(String id, @Nullable String refused) {
        Turn turn = turns.computeIfAbsent(id, any -> new Turn());
        if (!turn.lock.tryLock()) {
            Held held = held(id);
            if (isGood(held, refused)) {
                return held.credentials();
            }
            turn.lock.lock();
        }
        try {
            return inTurn(id, refused, turn);
        } finally {
            turn.lock.unlock();
        }
    }

    /** Whether it will do while somebody else renews: it is not what was refused, and has not ended. */
    private boolean isGood(Held held, @Nullable String refused) {
        return !held.tokens().access().equals(refused) && held.isValid(accounts.now());
    }

    private boolean isDone(Held held, @Nullable String refused) {
        return refused == null ? held.isFresh(accounts.now()) : isGood(held, refused);
    }

    private Credentials inTurn(String id, @Nullable String refused, Turn turn) {
        String holder = node + "-" + calls.incrementAndGet();
        // As many looks as the holder's lease can last: whoever holds it is done, or dead, by then.
        for (long looks = lease.dividedBy(PAUSE) + 1; looks > 0; looks--) {
            Held held = held(id);
            if (isDone(held, refused)) {
                return held.credentials();
            }
            if (accounts.store().lease(id, holder, accounts.now(), lease)) {
                try {
                    return leased(id, refused, turn);
                } finally {
                    release(id, holder);
                }
            }
            if (isGood(held, refused)) {
                return held.credentials();
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            sleeper.sleep(PAUSE);
        }
        throw new TransientException(
                accounts.place(id), "another node has been renewing the tokens for too long", "it is tried again");
    }

    private void release(String id, String holder) {
        try {
            accounts.store().release(id, holder);
        } catch (SyncException e) {
            // The lease ends by itself; what was renewed is stored and must not be lost for this.
            accounts.note(id, "the renewal lease could not be given back and ends by itself");
        }
    }

    private Credentials leased(String id, @Nullable String refused, Turn turn) {
        store(turn);
        Held held = held(id);
        // Whoever had the lease before may have renewed.
        if (isDone(held, refused)) {
            return held.credentials();
        }
        Optional<String> refresh = held.tokens().refreshToken();
        if (refresh.isEmpty()) {
            throw dead(held, "the provider gave no refresh token, and the access token has ended");
        }
        TokenReply reply = endpoint.refresh(refresh.get());
        if (reply instanceof TokenReply.Granted granted) {
            return granted(held, granted.answer(), turn).credentials();
        }
        throw dead(held, "the provider ended the grant (" + ((TokenReply.Refused) reply).code() + ")");
    }

    private Held granted(Held held, TokenAnswer answer, Turn turn) {
        StoredAccount account =
                accounts.with(held.account(), answer, held.tokens().refreshToken(), accounts.now());
        turn.unsaved = new Renewed(account, held.tokens().access());
        store(turn);
        return held(held.account().id());
    }

    /**
     * Stores what was renewed, now or, if the store was away, at the last try: a rotated refresh token exists nowhere else.
     * It is dropped where the account was given up, or connected again meanwhile.
     */
    private void store(Turn turn) {
        Renewed renewed = turn.unsaved;
        Optional<StoredAccount> account = Optional.ofNullable(renewed).map(Renewed::account);
        while (renewed != null
                && account.isPresent()
                && accounts.store().save(account.get()).isEmpty()) {
            // Sealed anew meanwhile, or another state, or other tokens.
            account = Optional.of(accounts.find(renewed.account().id()))
                    .filter(now -> isReplaced(now, renewed))
                    .map(now -> now.withTokens(
                            renewed.account().tokens(), renewed.account().accessExpiry()));
        }
        turn.unsaved = null;
    }

    private boolean isReplaced(StoredAccount now, Renewed renewed) {
        return now.state() == AccountState.CONNECTED
                && accounts.tokens(now)
                        .filter(tokens -> tokens.access().equals(renewed.replaced()))
                        .isPresent();
    }

    /** Marks the account, unless somebody changed it meanwhile: then the next look tells. */
    private SyncException dead(Held held, String why) {
        StoredAccount account = held.account();
        Optional<StoredAccount> marked = accounts.store()
                .save(account.in(AccountState.NEEDS_RECONNECT, why, accounts.now())
                        .withTokens(null, null));
        if (marked.isEmpty()) {
            return new TransientException(
                    accounts.place(account.id()), "the account changed while it was renewed", "it is tried again");
        }
        accounts.tell(marked.get(), accounts.listener()::needsReconnect);
        return refused(marked.get());
    }

    private Held held(String id) {
        StoredAccount account = accounts.find(id);
        if (account.state() != AccountState.CONNECTED) {
            throw refused(account);
        }
        return new Held(account, accounts.tokens(account).orElseThrow(() -> refused(account)));
    }

    private AuthorizationException refused(StoredAccount account) {
        boolean gaveUp = account.state() == AccountState.DISCONNECTED;
        return new AuthorizationException(
                accounts.place(account.id()),
                gaveUp ? "the account was disconnected" : "the account needs its user: " + account.reason(),
                "have its user connect it again; nothing is lost meanwhile");
    }
}
