package io.kalends.icalendar.text;

/** One piece of a document, in the order of its bytes. Immutable; an edit makes another node. */
public abstract sealed class IcsNode permits ContentLine, IcsComponent, BrokenComponent, Filler {

    IcsNode() {}

    /** Of a property or component in upper case; empty for what has none. */
    String name() {
        return "";
    }

    abstract void writeTo(LineWriter out);

    /** The bytes as they were read; of new parts in UTF-8 with CRLF, folded at 75 octets. */
    public final byte[] bytes() {
        LineWriter out = new LineWriter(LineStyle.STANDARD);
        writeTo(out);
        return out.bytes();
    }
}
