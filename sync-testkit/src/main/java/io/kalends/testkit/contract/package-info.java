/**
 * What every {@link io.kalends.sync.store.SyncStateStore} and every {@link io.kalends.sync.Replica} must pass, rule by
 * rule. To be extended in an implementer's own tests; the rules need no more than the Jupiter API and AssertJ.
 */
@NullMarked
package io.kalends.testkit.contract;

import org.jspecify.annotations.NullMarked;
