/**
 * The shortest host that syncs a calendar both ways.
 * It needs no account and no server.
 */
@NullMarked
package io.kalends.examples.quickstart;

import org.jspecify.annotations.NullMarked;
