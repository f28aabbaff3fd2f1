/**
 * Time zones of iCalendar streams: which zone a TZID label means, what a VTIMEZONE says, and a VTIMEZONE for output. It
 * knows no event and keeps nothing beyond one stream; start at
 * {@link io.kalends.icalendar.zone.ZoneResolver}.
 */
@NullMarked
package io.kalends.icalendar.zone;

import org.jspecify.annotations.NullMarked;
