/**
 * How a run works: it observes both sides, plans by a pure function, applies, and settles. Free to change; hosts and
 * providers never name it.
 */
@NullMarked
package io.kalends.sync.internal;

import org.jspecify.annotations.NullMarked;
