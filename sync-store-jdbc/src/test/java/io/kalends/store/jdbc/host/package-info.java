/** Whole hosts over one database and Google's emulator: they are killed, started again, and run beside each other. */
@NullMarked
package io.kalends.store.jdbc.host;

import org.jspecify.annotations.NullMarked;
