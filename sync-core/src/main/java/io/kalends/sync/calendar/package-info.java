/**
 * Events, the record type that all calendar providers share: {@link io.kalends.sync.calendar.CalendarEvent} and its
 * parts. {@link io.kalends.sync.calendar.CalendarEvents} shows them to the engine as fields.
 */
@NullMarked
package io.kalends.sync.calendar;

import org.jspecify.annotations.NullMarked;
