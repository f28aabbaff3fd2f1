package io.kalends.provider.google.internal;

/** A value for which Google's wire has no form. The message holds nothing of the event. */
final class NotWritable extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NotWritable(String message) {
        super(message);
    }
}
