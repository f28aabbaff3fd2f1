/**
 * How consents are begun and completed and tokens renewed and revoked; free to change. It never knows a provider but by its
 * profile.
 */
@NullMarked
package io.kalends.oauth.internal;

import org.jspecify.annotations.NullMarked;
