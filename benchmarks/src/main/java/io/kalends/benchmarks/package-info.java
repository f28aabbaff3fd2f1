/**
 * Measures what a sync costs, beside what it could cost; {@link io.kalends.benchmarks.Benchmarks} starts each by its name. It
 * uses the library as a host does and knows nothing of its inside, but for the table of links.
 */
@NullMarked
package io.kalends.benchmarks;

import org.jspecify.annotations.NullMarked;
