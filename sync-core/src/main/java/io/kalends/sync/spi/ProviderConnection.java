package io.kalends.sync.spi;

import io.kalends.sync.Replica;
import io.kalends.sync.record.RecordType;
import java.util.Optional;

/** An account's collections at a provider, until it is closed. Safe for many threads. */
public interface ProviderConnection extends AutoCloseable {

    /**
     * One collection as a side of a pair.
     *
     * @param collection the provider's name for it: a calendar's id, a file's path, a feed's address
     * @throws io.kalends.sync.SyncException if the provider cannot show this type of record, or the name is malformed; the
     *     message says what it can
     */
    <R> Replica<R> replica(String collection, RecordType<R> type);

    /** Lists the account's collections; empty where a provider cannot. */
    default Optional<CollectionDirectory> collections() {
        return Optional.empty();
    }

    /** Opens channels for notifications; empty where a provider has none and is polled. */
    default Optional<PushSupport> push() {
        return Optional.empty();
    }

    /** Tells busy times; empty where a provider cannot. */
    default Optional<FreeBusy> freeBusy() {
        return Optional.empty();
    }

    @Override
    void close();
}
