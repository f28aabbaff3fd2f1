/**
 * Names of time zones: old spellings of IANA regions, what Windows calls them (the Unicode CLDR's table), offsets. For every
 * provider whose service or files name zones otherwise than {@link java.time.ZoneId} does.
 */
@NullMarked
package io.kalends.calendar.zone;

import org.jspecify.annotations.NullMarked;
