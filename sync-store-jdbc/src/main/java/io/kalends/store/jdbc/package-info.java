/**
 * Keeps what syncs remember in a relational database ({@link io.kalends.store.jdbc.JdbcSyncStateStore}), logs a host's
 * changes in the host's own transactions ({@link io.kalends.store.jdbc.JdbcChangeLog}), and keeps a calendar for hosts that
 * have none ({@link io.kalends.store.jdbc.JdbcCalendar}). It knows no provider, and holds no connection between calls.
 */
@NullMarked
package io.kalends.store.jdbc;

import org.jspecify.annotations.NullMarked;
