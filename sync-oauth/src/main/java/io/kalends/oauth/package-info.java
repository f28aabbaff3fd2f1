/**
 * Connects accounts by OAuth 2.0 (RFC 6749, RFC 7636) and keeps their tokens fresh; begin at
 * {@link io.kalends.oauth.OAuthConnector}. It knows no provider: each describes itself by a profile.
 */
@NullMarked
package io.kalends.oauth;

import org.jspecify.annotations.NullMarked;
