/**
 * What the Google Calendar emulator is made of: state, rules, and the HTTP around them. Free to change in any release.
 */
@NullMarked
package io.kalends.emulators.google.internal;

import org.jspecify.annotations.NullMarked;
