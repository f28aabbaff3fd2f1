/**
 * What the engine knows of a record: its {@link io.kalends.sync.record.RecordType type}, the fields it falls into, and
 * their keyed fingerprints. It never knows a side, a pair or a store.
 */
@NullMarked
package io.kalends.sync.record;

import org.jspecify.annotations.NullMarked;
