package io.kalends.icalendar.text;

/**
 * What a document's new lines look like.
 *
 * @param lineEnd CRLF, LF or CR, as the document's first line ends
 */
record LineStyle(TextEncoding encoding, String lineEnd) {

    /** What RFC 5545 asks for: UTF-8 and CRLF. */
    static final LineStyle STANDARD = new LineStyle(TextEncoding.UTF_8, "\r\n");

    static LineStyle of(byte[] data, TextEncoding encoding) {
        int unit = encoding.unitLength();
        for (int i = encoding.markLength(); i + unit <= data.length; i += unit) {
            int found = encoding.unitAt(data, i);
            if (found == '\n') {
                return new LineStyle(encoding, "\n");
            } else if (found == '\r') {
                return new LineStyle(encoding, hasLineFeed(data, i + unit, encoding) ? "\r\n" : "\r");
            }
        }
        return new LineStyle(encoding, "\r\n");
    }

    /** Whether LF follows at once or after a second CR: CR CR LF is a CRLF file that was saved as text twice. */
    private static boolean hasLineFeed(byte[] data, int from, TextEncoding encoding) {
        int unit = encoding.unitLength();
        for (int i = from; i + unit <= data.length && i <= from + unit; i += unit) {
            int found = encoding.unitAt(data, i);
            if (found == '\n') {
                return true;
            } else if (found != '\r') {
                return false;
            }
        }
        return false;
    }
}
