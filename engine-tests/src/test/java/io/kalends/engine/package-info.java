/** The engine on real parts: in-memory sides with faults, and a real store. What it must never do, one test each. */
@NullMarked
package io.kalends.engine;

import org.jspecify.annotations.NullMarked;
