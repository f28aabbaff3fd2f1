package io.kalends.sync.record;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is remembered of a field's value without its content: empty, unknown, a fingerprint, or a fingerprint for each
 * element of a list. Unknown is not empty: it stands for what a side left out or hides, and is never a change.
 */
public sealed interface FieldState {

    /** The field is there and holds nothing. */
    static FieldState empty() {
        return Empty.INSTANCE;
    }

    /** The side did not say what the field holds. */
    static FieldState unknown() {
        return Unknown.INSTANCE;
    }

    /** The keyed fingerprint of a value. */
    static FieldState print(long print) {
        return new Print(print);
    }

    /** Fingerprints of a list's elements, by the fingerprint of their key; an empty map gives {@link #empty}. */
    static FieldState elements(Map<Long, Long> elements) {
        return elements.isEmpty() ? empty() : new Elements(new TreeMap<>(elements));
    }

    /** Calls the function for the variant at hand; a new variant will not compile until every caller knows it. */
    <T> T fold(
            Function<Empty, T> empty,
            Function<Unknown, T> unknown,
            Function<Print, T> print,
            Function<Elements, T> elements);

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    default boolean isEmpty() {
        return this instanceof Empty;
    }

    /** The field is there and holds nothing. */
    record Empty() implements FieldState {
        private static final Empty INSTANCE = new Empty();

        @Override
        public <T> T fold(
                Function<Empty, T> empty,
                Function<Unknown, T> unknown,
                Function<Print, T> print,
                Function<Elements, T> elements) {
            return empty.apply(this);
        }
    }

    /** The side did not say. */
    record Unknown() implements FieldState {
        private static final Unknown INSTANCE = new Unknown();

        @Override
        public <T> T fold(
                Function<Empty, T> empty,
                Function<Unknown, T> unknown,
                Function<Print, T> print,
                Function<Elements, T> elements) {
            return unknown.apply(this);
        }
    }

    /**
     * A value's fingerprint.
     *
     * @param value HMAC-SHA-256 cut to 8 bytes, big-endian
     */
    record Print(long value) implements FieldState {
        @Override
        public <T> T fold(
                Function<Empty, T> empty,
                Function<Unknown, T> unknown,
                Function<Print, T> print,
                Function<Elements, T> elements) {
            return print.apply(this);
        }
    }

    /**
     * A list's elements.
     *
     * @param prints the element's fingerprint by its key's, in ascending order, never empty
     */
    record Elements(SortedMap<Long, Long> prints) implements FieldState {
        public Elements {
            prints = Collections.unmodifiableSortedMap(new TreeMap<>(prints));
        }

        @Override
        public <T> T fold(
                Function<Empty, T> empty,
                Function<Unknown, T> unknown,
                Function<Print, T> print,
                Function<Elements, T> elements) {
            return elements.apply(this);
        }
    }
}
