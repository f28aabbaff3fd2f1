/**
 * What a provider implements to be found by {@link java.util.ServiceLoader}, by its id. Hosts that bring their own replica
 * need none of it.
 */
@NullMarked
package io.kalends.sync.spi;

import org.jspecify.annotations.NullMarked;
