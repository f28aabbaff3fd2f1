/**
 * What a host types to keep two sides in sync: {@link io.kalends.sync.SyncEngine}, {@link io.kalends.sync.SyncPair} and
 * the roles that a side plays. It never names a provider, a database or a kind of record.
 */
@NullMarked
package io.kalends.sync;

import org.jspecify.annotations.NullMarked;
