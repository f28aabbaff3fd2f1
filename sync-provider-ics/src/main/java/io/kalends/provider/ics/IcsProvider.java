package io.kalends.provider.ics;

import io.kalends.provider.ics.internal.IcsConnection;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.ProviderTraits;
import io.kalends.sync.spi.SyncProvider;
import java.time.Duration;

/**
 * iCalendar (RFC 5545) files, folders of files, and feeds.
 *
 * <p>A collection is named by
 * <ul>
 *   <li>the path of an {@code .ics} file, read and written; one that does not exist is an empty calendar, and is made by the
 *       first write,
 *   <li>the path of a folder with {@code .ics} files in it, read and written, a new event in a file of its own,
 *   <li>the address of a feed ({@code https}, {@code http}, {@code webcal}, {@code webcals}), read only.
 * </ul>
 */
public final class IcsProvider implements SyncProvider {

    /** The provider's id. */
    public static final String ID = "ics";

    @Override
    public String id() {
        return ID;
    }

    /** Polled every 10 minutes; it knows no options. */
    @Override
    public ProviderTraits traits() {
        return ProviderTraits.generic().polledEvery(Duration.ofMinutes(10));
    }

    /** An account means nothing here: give {@link Account#none()}. */
    @Override
    public ProviderConnection connect(Account account, ProviderSettings settings) {
        traits().check(ID, settings);
        return new IcsConnection(settings);
    }
}
