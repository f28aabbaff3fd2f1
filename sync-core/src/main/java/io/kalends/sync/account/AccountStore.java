package io.kalends.sync.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps accounts. Each method is one transaction; safe for many threads and nodes. It sees tokens sealed only.
 *
 * <p>What a database refuses is a {@link io.kalends.sync.SyncException}, a {@link io.kalends.sync.TransientException} where
 * trying again may help.
 */
public interface AccountStore {

    /** The account of this id, in any state. */
    Optional<StoredAccount> find(String id);

    /** An owner's accounts, by id. */
    List<StoredAccount> ownedBy(String owner);

    /**
     * Some of all accounts, by id.
     *
     * @param after the last id of the page before; empty for the first page
     */
    List<StoredAccount> page(String after, int limit);

    /**
     * Stores the account if it is still at this version; at version 0, if there is none of its id.
     *
     * @return what is stored now, with its new version; empty if somebody else was first, and nothing was changed
     */
    Optional<StoredAccount> save(StoredAccount account);

    /**
     * Takes the right to renew an account's tokens, or takes it for longer if the holder has it.
     *
     * @param holder the node and thread that renews
     * @return whether it was free, ended, or the holder's own; {@code false} too where there is no such account
     */
    boolean lease(String id, String holder, Instant now, Duration length);

    /** Gives the right to renew back, if the holder still has it. */
    void release(String id, String holder);

    /** Keeps a consent that was asked for. */
    void put(PendingAuthorization pending);

    /**
     * Takes a consent that was asked for: of several takers one gets it.
     *
     * @return empty if there is none, if it was taken, or if it has expired
     */
    Optional<PendingAuthorization> take(String stateHash, Instant now);

    /**
     * Forgets consents that have expired.
     *
     * @return how many
     */
    int purge(Instant now);
}
