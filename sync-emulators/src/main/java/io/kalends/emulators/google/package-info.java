/**
 * Google Calendar as far as a synchronising app sees it: a server on this machine that speaks the Calendar API v3 and
 * Google's OAuth over real HTTP. Start it with {@link io.kalends.emulators.google.GoogleCalendarEmulator}.
 */
@NullMarked
package io.kalends.emulators.google;

import org.jspecify.annotations.NullMarked;
