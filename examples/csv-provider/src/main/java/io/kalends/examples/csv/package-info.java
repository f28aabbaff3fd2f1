/** A provider of one page: calendars in CSV files. Quoted by {@code docs/write-a-provider.md}. */
@NullMarked
package io.kalends.examples.csv;

import org.jspecify.annotations.NullMarked;
