/**
 * Contracts that every replica and every store must pass, and a replica in memory with injected faults.
 * Providers and hosts use them in their own tests.
 */
@NullMarked
package io.kalends.testkit;

import org.jspecify.annotations.NullMarked;
