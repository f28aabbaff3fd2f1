/** Descriptions as text and as HTML, for providers whose service shows them as HTML. */
@NullMarked
package io.kalends.calendar.text;

import org.jspecify.annotations.NullMarked;
