/** Real sides for lives: an app's calendar in a database, a file, a folder of files, and Google's emulator. */
@NullMarked
package io.kalends.lives;

import org.jspecify.annotations.NullMarked;
