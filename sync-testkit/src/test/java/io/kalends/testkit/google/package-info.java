/** Shows that the Google Calendar emulator does what Google documents, over HTTP. One class a concern. */
@NullMarked
package io.kalends.testkit.google;

import org.jspecify.annotations.NullMarked;
