/**
 * What a run remembers: {@link io.kalends.sync.store.SyncStateStore} and the rows it keeps. Observations, not work; and
 * fingerprints, not content.
 */
@NullMarked
package io.kalends.sync.store;

import org.jspecify.annotations.NullMarked;
