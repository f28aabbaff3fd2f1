package io.kalends.sync.spi;

import io.kalends.sync.account.Account;
import java.util.Optional;

/**
 * A kind of remote side: Google, ICS, a host's own. Found by {@link java.util.ServiceLoader}, looked up by id, never active
 * for being present. The constructor does no I/O and reads no environment. Safe for many threads.
 */
public interface SyncProvider {

    /** {@code "ics"}: lower-case, stable, kept in stores. */
    String id();

    /**
     * Opens an account's collections. Cheap: what needs the network happens when a replica is opened.
     *
     * @throws io.kalends.sync.SyncException if the account or the settings do not fit; the message says what to change
     */
    ProviderConnection connect(Account account, ProviderSettings settings);

    /** What the provider is like. */
    default ProviderTraits traits() {
        return ProviderTraits.generic();
    }

    /**
     * Reads the notifications that the provider sends; empty where it sends none.
     *
     * @param settings the secret that they are signed with, where the provider gives one for a whole integration
     */
    default Optional<NotificationReader> notifications(ProviderSettings settings) {
        return Optional.empty();
    }
}
