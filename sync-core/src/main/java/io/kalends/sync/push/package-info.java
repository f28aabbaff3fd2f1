/**
 * Being told of changes instead of asking for them: {@link io.kalends.sync.push.PushService} keeps channels open, takes
 * notifications, and says which pairs are due. It knows no provider, no HTTP server, and has no threads.
 */
@NullMarked
package io.kalends.sync.push;

import org.jspecify.annotations.NullMarked;
