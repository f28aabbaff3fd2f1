package io.kalends.sync.internal;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes link ids that rise with time, so that a store's index grows at its end: 20 characters, 100 bits. */
final class LinkIds {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int RANDOM_BITS = 50;

    private final RandomGenerator random;
    private long lastMillis = -1;
    private long lastTail;

    LinkIds(RandomGenerator random) {
        this.random = random;
    }

    String next(Instant now) {
        long millis = Math.max(now.toEpochMilli(), lastMillis);
        // Within a millisecond ids keep rising, in the order in which the records were seen.
        lastTail = millis == lastMillis ? lastTail + 1 : random.nextLong(1L << (RANDOM_BITS - 1));
        lastMillis = millis;
        return encode(millis) + encode(lastTail);
    }

    private static String encode(long value) {
        char[] text = new char[10];
        for (int i = 9; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(text);
    }
}
