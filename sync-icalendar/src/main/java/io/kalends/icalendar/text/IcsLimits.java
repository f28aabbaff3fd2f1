package io.kalends.icalendar.text;

/**
 * How much of a stream is read before it is refused with an {@link IcsFormatException}. Immutable.
 *
 * @param maxDecodedBytes size of the whole stream after any decompression
 * @param maxLineBytes size of one content line after unfolding
 * @param maxComponents number of {@code BEGIN} lines
 * @param maxDepth components inside each other, the calendar included
 * @param maxRecurrenceDates EXDATE and RDATE values of one component
 */
public record IcsLimits(
        int maxDecodedBytes, int maxLineBytes, int maxComponents, int maxDepth, int maxRecurrenceDates) {

    /** Above this the tree could not be written without a deep stack. */
    private static final int DEEPEST = 100;

    private static final int MEBIBYTE = 1024 * 1024;

    /** Feeds of more than 12 MB exist; a line of 1 MB holds an inline picture, not a description. */
    private static final IcsLimits DEFAULTS = new IcsLimits(25 * MEBIBYTE, MEBIBYTE, 100_000, 8, 10_000);

    public IcsLimits {
        check("maxDecodedBytes", maxDecodedBytes, Integer.MAX_VALUE - 16);
        check("maxLineBytes", maxLineBytes, Integer.MAX_VALUE - 16);
        check("maxComponents", maxComponents, Integer.MAX_VALUE);
        check("maxDepth", maxDepth, DEEPEST);
        check("maxRecurrenceDates", maxRecurrenceDates, Integer.MAX_VALUE);
    }

    /** 25 MB decoded, lines of 1 MB, 100,000 components, depth 8, 10,000 recurrence dates. */
    public static IcsLimits defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder(DEFAULTS);
    }

    private static void check(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(option + " must be from 1 to " + max + ", not " + value);
        }
    }

    /** Sets single limits; what is not set keeps its default. For one thread. */
    public static final class Builder {
        private IcsLimits limits;

        private Builder(IcsLimits limits) {
            this.limits = limits;
        }

        /** At most this many bytes after decompression; 25 MB by default. */
        public Builder maxDecodedBytes(int bytes) {
            limits = new IcsLimits(
                    bytes, limits.maxLineBytes, limits.maxComponents, limits.maxDepth, limits.maxRecurrenceDates);
            return this;
        }

        /** At most this many bytes in an unfolded line; 1 MB by default. */
        public Builder maxLineBytes(int bytes) {
            limits = new IcsLimits(
                    limits.maxDecodedBytes, bytes, limits.maxComponents, limits.maxDepth, limits.maxRecurrenceDates);
            return this;
        }

        /** At most this many components of any kind; 100,000 by default. */
        public Builder maxComponents(int components) {
            limits = new IcsLimits(
                    limits.maxDecodedBytes,
                    limits.maxLineBytes,
                    components,
                    limits.maxDepth,
                    limits.maxRecurrenceDates);
            return this;
        }

        /** At most this many components inside each other; 8 by default, 100 at most. */
        public Builder maxDepth(int depth) {
            limits = new IcsLimits(
                    limits.maxDecodedBytes,
                    limits.maxLineBytes,
                    limits.maxComponents,
                    depth,
                    limits.maxRecurrenceDates);
            return this;
        }

        /** At most this many EXDATE and RDATE values in a component; 10,000 by default. */
        public Builder maxRecurrenceDates(int dates) {
            limits = new IcsLimits(
                    limits.maxDecodedBytes, limits.maxLineBytes, limits.maxComponents, limits.maxDepth, dates);
            return this;
        }

        public IcsLimits build() {
            return limits;
        }
    }
}
