package io.kalends.icalendar.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a stream's bytes become characters: the byte-order mark decides, then the charset that was sent with it, then
 * UTF-8 (RFC 5545, 3.1.4). A line that is not valid in that charset is read as UTF-8, then as windows-1252, so that one
 * foreign line spoils no other. Line ends and folds are looked for in code units of one byte, two in UTF-16.
 */
final class TextEncoding {
    static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, 0);

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String ASCII_PROBE = "BEGIN:VCALENDAR\r\n \t;,\"\\";

    private final Charset charset;
    private final int markLength;
    private final int unitLength;

    private TextEncoding(Charset charset, int markLength) {
        this.charset = charset;
        this.markLength = markLength;
        this.unitLength = isUtf16(charset) ? 2 : 1;
    }

    /** @param sent the charset of the transport, if it named one; one that is no superset of ASCII is ignored */
    static TextEncoding detect(byte[] data, @Nullable Charset sent) {
        if (startsWith(data, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        } else if (startsWith(data, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        } else if (startsWith(data, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        } else if (sent == null || sent.equals(StandardCharsets.US_ASCII)) {
            return UTF_8; // which ASCII is a part of
        } else if (isUtf16(sent)) {
            boolean little = sent.equals(StandardCharsets.UTF_16LE);
            return new TextEncoding(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 0);
        }
        return isAsciiSuperset(sent) ? new TextEncoding(sent, 0) : UTF_8;
    }

    Charset charset() {
        return charset;
    }

    /** Bytes of the byte-order mark at the start of the stream. */
    int markLength() {
        return markLength;
    }

    /** Bytes of a code unit. */
    int unitLength() {
        return unitLength;
    }

    /** The code unit that starts at {@code index}. */
    int unitAt(byte[] data, int index) {
        int first = data[index] & 0xFF;
        if (unitLength == 1) {
            return first;
        }
        int second = data[index + 1] & 0xFF;
        return charset.equals(StandardCharsets.UTF_16LE) ? second << 8 | first : first << 8 | second;
    }

    /** The characters of a range, its folds and line ends taken out as bytes before anything is decoded. */
    String unfold(ByteRange range) {
        byte[] content = new byte[range.end - range.start];
        int length = 0;
        boolean afterLineEnd = false;
        for (int i = range.start; i < range.end; i += unitLength) {
            int unit = unitAt(range.source, i);
            if (unit == '\r' || unit == '\n') {
                afterLineEnd = true;
            } else if (afterLineEnd && (unit == ' ' || unit == '\t')) {
                afterLineEnd = false;
            } else {
                afterLineEnd = false;
                System.arraycopy(range.source, i, content, length, unitLength);
                length += unitLength;
            }
        }
        return decode(content, length);
    }

    private String decode(byte[] content, int length) {
        if (unitLength == 1 && isAscii(content, length)) {
            return new String(content, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return strict(charset, content, length);
        } catch (CharacterCodingException notInTheStreamsCharset) {
            return decodeForeign(content, length);
        }
    }

    private static String decodeForeign(byte[] content, int length) {
        try {
            return strict(StandardCharsets.UTF_8, content, length);
        } catch (CharacterCodingException notUtf8) {
            return new String(content, 0, length, WINDOWS_1252);
        }
    }

    private static String strict(Charset charset, byte[] content, int length) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(content, 0, length)).toString();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] content, int length) {
        for (int i = 0; i < length; i++) {
            if (content[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiSuperset(Charset charset) {
        return charset.canEncode()
                && Arrays.equals(ASCII_PROBE.getBytes(charset), ASCII_PROBE.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isUtf16(Charset charset) {
        return charset.name().toUpperCase(Locale.ROOT).startsWith("UTF-16");
    }

    private static boolean startsWith(byte[] data, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= data.length || (data[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
