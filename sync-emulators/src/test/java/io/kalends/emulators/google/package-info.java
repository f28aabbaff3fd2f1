/** Shows that the Google Calendar emulator does what Google documents, over HTTP. One class a concern. */
@NullMarked
package io.kalends.emulators.google;

import org.jspecify.annotations.NullMarked;
