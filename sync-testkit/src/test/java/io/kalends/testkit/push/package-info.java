/** Push over real engines and replicas; only the provider's channels are played by {@link io.kalends.testkit.push.FakeChannels}. */
@NullMarked
package io.kalends.testkit.push;

import org.jspecify.annotations.NullMarked;
