package io.kalends.icalendar.text;

/**
 * Text that is not iCalendar, goes over a limit, or holds a value that cannot be understood. The message names the place
 * and what to do, never any of the text. For {@link Reason#BAD_VALUE} the caller skips the component and goes on; after
 * every other reason nothing of the stream was read, and its absence says nothing about its events.
 */
public final class IcsFormatException extends RuntimeException {

    /** What is wrong, for a caller that reacts to it. */
    public enum Reason {
        /** There is no byte but white space. */
        EMPTY,
        /** No {@code BEGIN:VCALENDAR} within the first 4 KB: a log-in page, mostly. */
        NOT_ICALENDAR,
        /** More bytes than {@link IcsLimits#maxDecodedBytes()}. */
        TOO_LARGE,
        /** A line longer than {@link IcsLimits#maxLineBytes()}. */
        LINE_TOO_LONG,
        /** More components than {@link IcsLimits#maxComponents()}. */
        TOO_MANY_COMPONENTS,
        /** Components nested deeper than {@link IcsLimits#maxDepth()}. */
        TOO_DEEP,
        /** More dates in a component than {@link IcsLimits#maxRecurrenceDates()}. */
        TOO_MANY_DATES,
        /** One value that does not follow its type's grammar. */
        BAD_VALUE,
        /** Text to be written that the document's character set cannot hold. */
        NOT_ENCODABLE
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int lineNumber;

    private IcsFormatException(Reason reason, int lineNumber, String message) {
        super(lineNumber > 0 ? message + " (line " + lineNumber + ")" : message);
        this.reason = reason;
        this.lineNumber = lineNumber;
    }

    static IcsFormatException empty() {
        return new IcsFormatException(
                Reason.EMPTY, 0, "The calendar file is empty: read it again later, and check what its source sends");
    }

    static IcsFormatException notICalendar() {
        return new IcsFormatException(
                Reason.NOT_ICALENDAR,
                0,
                "This is not iCalendar, there is no BEGIN:VCALENDAR in the first 4 KB:"
                        + " open the address in a browser without a log-in and correct it");
    }

    static IcsFormatException overLimit(Reason reason, int lineNumber, String what, String option, int limit) {
        return new IcsFormatException(
                reason,
                lineNumber,
                what + " than the limit of " + limit + ": ask the source for less, or raise IcsLimits." + option);
    }

    /**
     * A value that does not follow its grammar.
     *
     * @param expected the forms that would have been right, without the value that was found
     */
    public static IcsFormatException badValue(int lineNumber, String what, String expected) {
        return new IcsFormatException(
                Reason.BAD_VALUE, lineNumber, what + " cannot be read: correct it at its source to " + expected);
    }

    static IcsFormatException notEncodable(String propertyName, String charset) {
        return new IcsFormatException(
                Reason.NOT_ENCODABLE,
                0,
                propertyName + " holds characters that " + charset + " cannot express: store the document as UTF-8");
    }

    public Reason reason() {
        return reason;
    }

    /** The physical line, from 1; 0 where no single line is to blame. */
    public int lineNumber() {
        return lineNumber;
    }
}
