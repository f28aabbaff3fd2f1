/** Push over real engines and replicas; only the provider's channels are played by {@link io.kalends.engine.push.FakeChannels}. */
@NullMarked
package io.kalends.engine.push;

import org.jspecify.annotations.NullMarked;
