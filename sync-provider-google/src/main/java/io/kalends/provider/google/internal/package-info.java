/**
 * How Google's calendars are read and written: mapping, paging, batches, errors. It is free to change.
 */
@NullMarked
package io.kalends.provider.google.internal;

import org.jspecify.annotations.NullMarked;
