/**
 * A user's Google calendar, kept in sync by a host application, from the consent to push. {@code Host}, {@code Accounts} and
 * {@code WebServer} are to be copied, and know nothing of the emulator, which plays Google for the story here.
 */
@NullMarked
package io.kalends.examples.quickstart.google;

import org.jspecify.annotations.NullMarked;
