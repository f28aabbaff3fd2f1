package io.kalends.icalendar.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An iCalendar stream: its calendars and every byte around them (RFC 5545, 3.4). Components that cannot be read stand
 * aside as {@link BrokenComponent}; an unchanged document is written as it was read, byte for byte. Immutable.
 */
public final class IcsDocument {
    /** Feeds begin at once; log-in pages are longer than this before anything could come. */
    private static final int PROBE_BYTES = 4096;

    private static final Pattern CALENDAR_BEGINS =
            Pattern.compile("BEGIN[ \\t]*:[ \\t]*VCALENDAR", Pattern.CASE_INSENSITIVE);

    private static final Pattern BYTE_ORDER_MARK = Pattern.compile("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)");

    private final List<IcsNode> nodes;
    private final LineStyle style;
    private final @Nullable ByteRange mark;

    IcsDocument(List<IcsNode> nodes, LineStyle style, @Nullable ByteRange mark) {
        this.nodes = List.copyOf(nodes);
        this.style = style;
        this.mark = mark;
    }

    /** {@link #read} of bytes at hand, in the charset they show, within the default limits. */
    public static IcsDocument parse(byte[] bytes) {
        return parse(bytes.clone(), null, IcsLimits.defaults());
    }

    /**
     * Reads a stream to its end or to the first limit that it breaks; does not close it.
     *
     * @param sent the charset that the transport named; a byte-order mark goes before it
     * @throws IcsFormatException if it is empty, not iCalendar, or over a limit
     */
    public static IcsDocument read(InputStream in, @Nullable Charset sent, IcsLimits limits) throws IOException {
        byte[] head = in.readNBytes(PROBE_BYTES);
        checkBeginning(head);
        byte[] tail = in.readNBytes(Math.max(0, limits.maxDecodedBytes() - head.length) + 1);
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + tail.length);
        all.writeBytes(head);
        all.writeBytes(tail);
        return parse(all.toByteArray(), sent, limits);
    }

    /** A new document, to be written in UTF-8 with CRLF. */
    public static IcsDocument of(List<IcsComponent> calendars) {
        return new IcsDocument(List.copyOf(calendars), LineStyle.STANDARD, null);
    }

    private static IcsDocument parse(byte[] data, @Nullable Charset sent, IcsLimits limits) {
        checkBeginning(data);
        if (data.length > limits.maxDecodedBytes()) {
            throw IcsFormatException.overLimit(
                    IcsFormatException.Reason.TOO_LARGE,
                    0,
                    "The calendar holds more bytes",
                    "maxDecodedBytes",
                    limits.maxDecodedBytes());
        }
        TextEncoding encoding = TextEncoding.detect(data, sent);
        List<IcsNode> nodes = new DocumentParser(data, encoding, limits).parse();
        IcsDocument document =
                new IcsDocument(nodes, LineStyle.of(data, encoding), new ByteRange(data, 0, encoding.markLength()));
        if (document.calendars().isEmpty()) {
            throw IcsFormatException.notICalendar();
        }
        return document;
    }

    private static void checkBeginning(byte[] data) {
        String head = new String(data, 0, Math.min(data.length, PROBE_BYTES), StandardCharsets.ISO_8859_1)
                .replace("\0", ""); // every other byte of UTF-16
        if (BYTE_ORDER_MARK.matcher(head).replaceFirst("").isBlank()) {
            throw IcsFormatException.empty();
        } else if (!CALENDAR_BEGINS.matcher(head).find()) {
            throw IcsFormatException.notICalendar();
        }
    }

    /** Its VCALENDAR components in order; at least one in a document that was read. */
    public List<IcsComponent> calendars() {
        List<IcsComponent> calendars = new ArrayList<>();
        for (IcsNode node : nodes) {
            if (node instanceof IcsComponent calendar) {
                calendars.add(calendar);
            }
        }
        return List.copyOf(calendars);
    }

    /** Whether every calendar has its END. Where not, the stream was cut off: absence in it proves nothing. */
    public boolean complete() {
        return calendars().stream().allMatch(IcsComponent::ended);
    }

    /** What could not be read at any depth, in order. */
    public List<BrokenComponent> broken() {
        List<BrokenComponent> found = new ArrayList<>();
        collectBroken(nodes, found);
        return List.copyOf(found);
    }

    /** Starts a set of edits; this document stays as it is. */
    public IcsEditor edit() {
        return new IcsEditor(this);
    }

    /** The stream: unchanged parts as they were read, new lines in the document's charset and with its line ends. */
    public byte[] bytes() {
        LineWriter out = new LineWriter(style);
        if (mark != null) {
            out.mark(mark);
        }
        for (IcsNode node : nodes) {
            node.writeTo(out);
        }
        return out.bytes();
    }

    @Override
    public String toString() {
        return "IcsDocument of " + calendars().size() + " calendars" + (complete() ? "" : ", cut off");
    }

    Stream<IcsNode> nodes() {
        return nodes.stream();
    }

    IcsDocument withNodes(List<IcsNode> newNodes) {
        return new IcsDocument(newNodes, style, mark);
    }

    private static void collectBroken(List<IcsNode> nodes, List<BrokenComponent> found) {
        for (IcsNode node : nodes) {
            if (node instanceof BrokenComponent broken) {
                found.add(broken);
            } else if (node instanceof IcsComponent component) {
                collectBroken(component.nodes(), found);
            }
        }
    }
}
