/**
 * The Google Calendar emulator as a JUnit Jupiter extension. Nothing else of the emulator knows JUnit.
 */
@NullMarked
package io.kalends.emulators.google.junit;

import org.jspecify.annotations.NullMarked;
