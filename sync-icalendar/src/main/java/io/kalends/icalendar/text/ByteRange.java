package io.kalends.icalendar.text;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes of a stream from {@code start} to before {@code end}; shares the stream's array, which nobody changes. */
final class ByteRange {
    final byte[] source;
    final int start;
    final int end;

    ByteRange(byte[] source, int start, int end) {
        this.source = source;
        this.start = start;
        this.end = end;
    }

    byte[] copy() {
        return Arrays.copyOfRange(source, start, end);
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(source, start, end - start);
    }
}
