/**
 * Google calendars as sides of pairs, by the Calendar API v3. It knows no engine and no store.
 */
@NullMarked
package io.kalends.provider.google;

import org.jspecify.annotations.NullMarked;
