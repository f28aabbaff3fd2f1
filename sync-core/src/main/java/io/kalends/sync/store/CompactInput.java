package io.kalends.sync.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link CompactOutput} wrote. Bytes that end too early are a {@link BufferUnderflowException}, bytes that make
 * no sense an {@link IllegalArgumentException}.
 */
final class CompactInput {

    private final ByteBuffer bytes;

    CompactInput(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private CompactInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    boolean more() {
        return bytes.hasRemaining();
    }

    int byteOf() {
        return bytes.get() & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than 10 bytes");
    }

    /** A number that counts something in what follows. */
    int count() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a count is out of range");
        }
        return (int) value;
    }

    long fixed() {
        return bytes.getLong();
    }

    String text() {
        return text(count());
    }

    @Nullable
    String textOrNull() {
        int length = count();
        return length == 0 ? null : text(length - 1);
    }

    Instant time(Instant base) {
        long seconds = number();
        long fraction = number();
        long count = fraction >>> 2;
        long nanos = switch ((int) (fraction & 3)) {
            case 0 -> count == 0 ? 0 : base.getNano();
            case 1 -> count * 1_000_000;
            case 2 -> count * 1_000;
            default -> count;
        };
        return Instant.ofEpochSecond(base.getEpochSecond() + ((seconds >>> 1) ^ -(seconds & 1)), nanos);
    }

    /** A part of its own: what is left unread of it is passed over. */
    CompactInput block() {
        int length = count();
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer block = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return new CompactInput(block);
    }

    private String text(int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
