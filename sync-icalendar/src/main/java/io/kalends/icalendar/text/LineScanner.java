package io.kalends.icalendar.text;

/**
 * Cuts a stream into content lines, folds included: a line ends with CRLF, LF or CR that no SPACE or TAB follows
 * (RFC 5545, 3.1), or with CR CR LF, a CRLF that was saved as text twice. Blank lines between a line and its continuation
 * belong to the line; others come as one blank piece. For one thread.
 */
final class LineScanner {
    private final byte[] data;
    private final TextEncoding encoding;
    private final int unit;
    private final int limit;
    private final int maxLineBytes;

    private int start;
    private int end;
    private int number;
    private int nextNumber = 1;
    private boolean blank;
    private int contentBytes;

    LineScanner(byte[] data, TextEncoding encoding, int maxLineBytes) {
        this.data = data;
        this.encoding = encoding;
        this.unit = encoding.unitLength();
        this.maxLineBytes = maxLineBytes;
        this.end = encoding.markLength();
        this.limit = data.length - (data.length - end) % unit;
    }

    /** Moves to the next piece; false at the end, where {@link #rest()} may still hold half a code unit. */
    boolean next() {
        start = end;
        number = nextNumber;
        if (start >= limit) {
            return false;
        }
        contentBytes = 0;
        blank = isLineEnd(start);
        if (blank) {
            end = skipLineEnds(start);
            return true;
        }
        int at = skipContent(start);
        while (true) {
            int lineEnd = at;
            int lineEndNumber = nextNumber;
            at = skipLineEnds(at);
            if (at < limit && at > lineEnd && isSpace(at)) {
                at = skipContent(at + unit);
                continue;
            }
            nextNumber = lineEndNumber;
            end = skipOneLineEnd(lineEnd);
            return true;
        }
    }

    ByteRange range() {
        return new ByteRange(data, start, end);
    }

    ByteRange rest() {
        return new ByteRange(data, end, data.length);
    }

    /** The piece's first physical line, from 1. */
    int number() {
        return number;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean blank() {
        return blank;
    }

    private int skipContent(int from) {
        int at = from;
        while (at < limit && !isLineEnd(at)) {
            at += unit;
        }
        contentBytes += at - from;
        if (contentBytes > maxLineBytes) {
            throw IcsFormatException.overLimit(
                    IcsFormatException.Reason.LINE_TOO_LONG,
                    number,
                    "A line holds more bytes",
                    "maxLineBytes",
                    maxLineBytes);
        }
        return at;
    }

    private int skipLineEnds(int from) {
        int at = from;
        while (at < limit && isLineEnd(at)) {
            at = skipOneLineEnd(at);
        }
        return at;
    }

    private int skipOneLineEnd(int from) {
        if (from >= limit) {
            return from;
        }
        nextNumber++;
        int next = from + unit;
        if (encoding.unitAt(data, from) == '\n') {
            return next;
        } else if (isLineFeed(next)) {
            return next + unit;
        }
        boolean twice = next < limit && encoding.unitAt(data, next) == '\r' && isLineFeed(next + unit);
        return twice ? next + 2 * unit : next;
    }

    private boolean isLineFeed(int at) {
        return at < limit && encoding.unitAt(data, at) == '\n';
    }

    private boolean isLineEnd(int at) {
        int found = encoding.unitAt(data, at);
        return found == '\r' || found == '\n';
    }

    private boolean isSpace(int at) {
        int found = encoding.unitAt(data, at);
        return found == ' ' || found == '\t';
    }
}
