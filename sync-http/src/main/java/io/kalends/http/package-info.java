/**
 * What providers share that call a server over HTTP: {@link io.kalends.http.ApiClient} sends, {@link io.kalends.http.RefusalTable}
 * tells what a refusal means, {@link io.kalends.http.AccountLimiter} keeps an account within its quota, and
 * {@link io.kalends.http.BatchedWrites} makes many writes in few calls.
 */
@NullMarked
package io.kalends.http;

import org.jspecify.annotations.NullMarked;
