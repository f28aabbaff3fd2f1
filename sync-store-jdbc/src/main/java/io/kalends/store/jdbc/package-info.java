/**
 * Keeps the sync state in a relational database through plain JDBC.
 * The schema and its versions belong to this module.
 */
@NullMarked
package io.kalends.store.jdbc;

import org.jspecify.annotations.NullMarked;
