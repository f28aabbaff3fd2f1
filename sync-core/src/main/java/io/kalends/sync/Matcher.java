package io.kalends.sync;

import java.util.Optional;

/**
 * Tells which records on two sides are the same one before they were ever synced, where they share no identity: two
 * customers with one phone number. Records with equal keys are linked, each once.
 *
 * @param <R> the record
 */
@FunctionalInterface
public interface Matcher<R> {

    /** What the record is recognised by; empty to leave it to identity and content. */
    Optional<String> key(R record);
}
