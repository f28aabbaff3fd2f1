/**
 * Reads iCalendar feeds and files (RFC 5545) as one side of a sync.
 * What the outside may name is here; parsing and transport are internal.
 */
@NullMarked
package io.kalends.provider.ics;

import org.jspecify.annotations.NullMarked;
