package io.kalends.provider.ics.internal;

import io.kalends.icalendar.CalendarText;

/**
 * A file that a batch of writes changed.
 *
 * @param name its name in its folder
 * @param before what the writes were made on; missing for a new file
 * @param after what it holds since; missing if it went with its last event
 */
record FileChange(String name, CalendarText before, CalendarText after) {}
