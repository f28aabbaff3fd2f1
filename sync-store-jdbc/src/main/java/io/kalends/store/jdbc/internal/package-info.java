/**
 * What the JDBC store's tables share: {@link io.kalends.store.jdbc.internal.Database transactions}, differences between
 * databases, and the schema. It knows no table's meaning, and is free to change.
 */
@NullMarked
package io.kalends.store.jdbc.internal;

import org.jspecify.annotations.NullMarked;
