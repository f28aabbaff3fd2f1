/**
 * The text of iCalendar streams (RFC 5545): bytes to components, property lines and values, and back without touching
 * what was not edited. It knows neither the event model nor HTTP; start at
 * {@link io.kalends.icalendar.text.IcsDocument}.
 */
@NullMarked
package io.kalends.icalendar.text;

import org.jspecify.annotations.NullMarked;
