/**
 * What was logged while tests ran, and whether secrets are in it: {@link io.kalends.testkit.logs.LogCapture}, and
 * {@link io.kalends.testkit.logs.LogLeakExtension} for all the tests of a module. What a secret looks like, and whose
 * loggers do not count, the caller says.
 */
@NullMarked
package io.kalends.testkit.logs;

import org.jspecify.annotations.NullMarked;
