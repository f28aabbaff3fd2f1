/**
 * Requests that reach the host from outside, whatever web framework it has: callbacks of a login, notifications of a
 * provider. It opens no port; the host passes requests in and answers out.
 */
@NullMarked
package io.kalends.sync.web;

import org.jspecify.annotations.NullMarked;
