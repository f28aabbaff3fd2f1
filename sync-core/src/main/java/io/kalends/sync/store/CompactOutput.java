package io.kalends.sync.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes what {@link CompactInput} reads: numbers in as few bytes as they need, least significant group first. */
final class CompactOutput {

    private byte[] bytes = new byte[512];
    private int length;

    void byteOf(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** A number that is small and not negative: 7 bits a byte. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            byteOf((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        byteOf((int) rest);
    }

    /** A number of 8 random bytes. */
    void fixed(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void text(String value) {
        block(value.getBytes(StandardCharsets.UTF_8));
    }

    void textOrNull(@Nullable String value) {
        if (value == null) {
            number(0);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        raw(utf8);
    }

    /**
     * Seconds since the base, then the fraction of a second: the base's, or counted in the coarsest of second, millisecond,
     * microsecond and nanosecond.
     */
    void time(Instant value, Instant base) {
        long seconds = value.getEpochSecond() - base.getEpochSecond();
        number((seconds << 1) ^ (seconds >> 63));
        int nanos = value.getNano();
        if (nanos == 0) {
            number(0);
        } else if (nanos == base.getNano()) {
            number(4);
        } else if (nanos % 1_000_000 == 0) {
            number(nanos / 1_000_000 * 4L + 1);
        } else if (nanos % 1_000 == 0) {
            number(nanos / 1_000 * 4L + 2);
        } else {
            number(nanos * 4L + 3);
        }
    }

    void block(byte[] value) {
        number(value.length);
        raw(value);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
