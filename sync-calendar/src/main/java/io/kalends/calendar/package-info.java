/**
 * Events, the record type that all calendar providers share: {@link io.kalends.calendar.CalendarEvent} and its
 * parts. {@link io.kalends.calendar.CalendarEvents} shows them to the engine as fields.
 */
@NullMarked
package io.kalends.calendar;

import org.jspecify.annotations.NullMarked;
