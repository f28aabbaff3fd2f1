package io.kalends.sync.account;

/**
 * Hears what becomes of accounts, after it was stored, on the thread that found out. What it throws is logged and goes no
 * further. A node that dies in between tells nobody: the stored state is the truth.
 */
public interface AccountListener {

    /** Hears nothing. */
    AccountListener NONE = new AccountListener() {};

    /** An account can be called with, for the first time or again. */
    default void connected(StoredAccount account) {}

    /** The provider took the grant back; told once, with the reason in the account. */
    default void needsReconnect(StoredAccount account) {}

    /** The host gave the account up. */
    default void disconnected(StoredAccount account) {}
}
