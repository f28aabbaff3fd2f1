package io.kalends.icalendar.text;

/** Blank lines and lines that mean nothing where they stand; kept for the bytes only. */
final class Filler extends IcsNode {
    private final ByteRange range;

    Filler(ByteRange range) {
        this.range = range;
    }

    @Override
    void writeTo(LineWriter out) {
        out.copy(range);
    }
}
