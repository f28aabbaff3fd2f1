/**
 * A host with a table of its own: bookings, logged in the transactions that change them, shown as calendar events. It
 * never stores an event.
 */
@NullMarked
package io.kalends.examples.hosttable;

import org.jspecify.annotations.NullMarked;
