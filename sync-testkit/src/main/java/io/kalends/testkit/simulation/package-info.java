/**
 * Whole lives of a pair, made from one number each: people edit both sides, servers fail, runs are killed, stores are lost,
 * and in the end everything that the engine promises must hold. The same number gives the same life.
 */
@NullMarked
package io.kalends.testkit.simulation;

import org.jspecify.annotations.NullMarked;
