package io.kalends.sync.account;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;

/** A source of one key. */
record SingleKey(EncryptionKey current) implements KeySource {

    @Override
    public EncryptionKey byId(String id) {
        if (!id.equals(current.id())) {
            throw new SyncException(
                    new Place("keys", id),
                    "there is no key '" + id + "', only '" + current.id() + "'",
                    "give the store a KeySource that still knows the old key");
        }
        return current;
    }
}
