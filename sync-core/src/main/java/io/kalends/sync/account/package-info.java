/**
 * Accounts at providers, and the keys that what is kept of them and of their records is encrypted with. It never knows how
 * a provider logs in.
 */
@NullMarked
package io.kalends.sync.account;

import org.jspecify.annotations.NullMarked;
