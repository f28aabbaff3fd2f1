/**
 * How iCalendar files, folders and feeds become sides of a pair. The mapping is pure and knows no file; what reads and
 * writes files holds no field logic.
 */
@NullMarked
package io.kalends.provider.ics.internal;

import org.jspecify.annotations.NullMarked;
