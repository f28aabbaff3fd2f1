package io.kalends.sync.account;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps accounts as long as the process lives: for tests and trials. */
public final class InMemoryAccountStore implements AccountStore {

    private final TreeMap<String, StoredAccount> accounts = new TreeMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<String, PendingAuthorization> pending = new HashMap<>();

    private record Lease(String holder, Instant end) {}

    @Override
    public synchronized Optional<StoredAccount> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized List<StoredAccount> ownedBy(String owner) {
        return accounts.values().stream()
                .filter(account -> account.owner().equals(owner))
                .toList();
    }

    @Override
    public synchronized List<StoredAccount> page(String after, int limit) {
        return accounts.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<StoredAccount> save(StoredAccount account) {
        StoredAccount old = accounts.get(account.id());
        if (account.version() != (old == null ? 0 : old.version())) {
            return Optional.empty();
        }
        StoredAccount stored = account.at(account.version() + 1);
        accounts.put(account.id(), stored);
        return Optional.of(stored);
    }

    @Override
    public synchronized boolean lease(String id, String holder, Instant now, Duration length) {
        Lease lease = leases.get(id);
        boolean free =
                lease == null || lease.holder().equals(holder) || !lease.end().isAfter(now);
        if (!free || !accounts.containsKey(id)) {
            return false;
        }
        leases.put(id, new Lease(holder, now.plus(length)));
        return true;
    }

    @Override
    public synchronized void release(String id, String holder) {
        Lease lease = leases.get(id);
        if (lease != null && lease.holder().equals(holder)) {
            leases.remove(id);
        }
    }

    @Override
    public synchronized void put(PendingAuthorization authorization) {
        pending.put(authorization.stateHash(), authorization);
    }

    @Override
    public synchronized Optional<PendingAuthorization> take(String stateHash, Instant now) {
        return Optional.ofNullable(pending.remove(stateHash))
                .filter(taken -> taken.expiry().isAfter(now));
    }

    @Override
    public synchronized int purge(Instant now) {
        int before = pending.size();
        pending.values().removeIf(waiting -> !waiting.expiry().isAfter(now));
        return before - pending.size();
    }
}
