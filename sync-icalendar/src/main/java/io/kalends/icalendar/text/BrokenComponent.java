package io.kalends.icalendar.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component that could not be read, kept as bytes while the rest of the stream was read. It is there: whoever misses
 * its event must not take it for deleted. Immutable.
 */
public final class BrokenComponent extends IcsNode {
    private final String name;
    private final int lineNumber;
    private final String reason;
    private final ByteRange range;
    private final List<ContentLine> readable;

    BrokenComponent(String name, int lineNumber, String reason, ByteRange range, List<ContentLine> readable) {
        this.name = name;
        this.lineNumber = lineNumber;
        this.reason = reason;
        this.range = range;
        this.readable = List.copyOf(readable);
    }

    /** What its {@code BEGIN} line says, in upper case. */
    @Override
    public String name() {
        return name;
    }

    /** The physical line of its {@code BEGIN}, from 1. */
    public int lineNumber() {
        return lineNumber;
    }

    /** What is wrong and at which line, without any of the text. */
    public String reason() {
        return reason;
    }

    /** Its first readable property of that name, such as the UID to report it under. */
    public Optional<ContentLine> line(String propertyName) {
        String wanted = propertyName.toUpperCase(Locale.ROOT);
        return readable.stream().filter(line -> line.name().equals(wanted)).findFirst();
    }

    @Override
    public String toString() {
        return name + " (line " + lineNumber + "): " + reason;
    }

    @Override
    void writeTo(LineWriter out) {
        out.copy(range);
    }
}
