package io.kalends.sync.push;

import io.kalends.sync.spi.ProviderConnection;
import java.util.Optional;

/** Connects accounts for the time of a check, which closes what it was given. */
@FunctionalInterface
public interface Connections {

    /** The connection of the collection's account; empty if the account is disconnected or is to be connected again. */
    Optional<ProviderConnection> connect(WatchedCollection of);
}
