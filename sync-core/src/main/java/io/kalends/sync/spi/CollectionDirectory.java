package io.kalends.sync.spi;

import java.util.List;

/** Lists the collections that an account sees. */
@FunctionalInterface
public interface CollectionDirectory {

    /**
     * All of them, in the provider's order.
     *
     * @throws io.kalends.sync.SyncException if the provider does not answer with all of them
     */
    List<RemoteCollection> list();
}
