package io.kalends.icalendar.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Puts a document's bytes together: old lines are copied, new ones encoded and folded at 75 octets between code points
 * (RFC 5545, 3.1). For one thread.
 */
final class LineWriter {
    private static final int MAX_OCTETS = 75;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LineStyle style;
    private final CharsetEncoder encoder;
    private final byte[] lineEnd;
    private final byte[] fold;
    private boolean atLineStart = true;

    LineWriter(LineStyle style) {
        this.style = style;
        this.encoder = style.encoding()
                .charset()
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.lineEnd = style.lineEnd().getBytes(style.encoding().charset());
        this.fold = " ".getBytes(style.encoding().charset());
    }

    /** Whether bytes read in this encoding can be copied as they are. */
    boolean copies(TextEncoding encoding) {
        return encoding.charset().equals(style.encoding().charset());
    }

    /** The stream's byte-order mark, which belongs to no line. */
    void mark(ByteRange range) {
        range.writeTo(out);
    }

    void copy(ByteRange range) {
        if (range.start < range.end) {
            endOpenLine();
            range.writeTo(out);
            atLineStart = endsLine(range);
        }
    }

    /** @param name names the property in an error, which must not show the value */
    void line(String name, String line) {
        endOpenLine();
        if (line.length() <= MAX_OCTETS && style.encoding().unitLength() == 1 && TextEncoding.isAscii(line)) {
            out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(lineEnd);
            return;
        }
        int used = 0;
        for (int i = 0; i < line.length(); ) {
            int length = Character.charCount(line.codePointAt(i));
            byte[] octets = encode(name, line, i, i + length);
            if (used + octets.length > MAX_OCTETS) {
                out.writeBytes(lineEnd);
                out.writeBytes(fold);
                used = fold.length;
            }
            out.writeBytes(octets);
            used += octets.length;
            i += length;
        }
        out.writeBytes(lineEnd);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private byte[] encode(String name, String line, int from, int to) {
        char first = line.charAt(from);
        if (first < 0x80 && style.encoding().unitLength() == 1) {
            return new byte[] {(byte) first};
        }
        try {
            ByteBuffer octets = encoder.encode(CharBuffer.wrap(line, from, to));
            byte[] copy = new byte[octets.remaining()];
            octets.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw IcsFormatException.notEncodable(
                    name, style.encoding().charset().name());
        }
    }

    private void endOpenLine() {
        if (!atLineStart) {
            out.writeBytes(lineEnd);
            atLineStart = true;
        }
    }

    private boolean endsLine(ByteRange range) {
        int lastUnit = range.end - style.encoding().unitLength();
        if (lastUnit < range.start) {
            return false;
        }
        int last = style.encoding().unitAt(range.source, lastUnit);
        return last == '\n' || last == '\r';
    }
}
