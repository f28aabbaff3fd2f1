/**
 * Events as RFC 5545 has them: {@link io.kalends.icalendar.CalendarText} reads a calendar,
 * {@link io.kalends.icalendar.CalendarBatch} writes events into one and leaves every byte that they do not concern. For
 * providers of files, feeds and CalDAV.
 */
@NullMarked
package io.kalends.icalendar;

import org.jspecify.annotations.NullMarked;
