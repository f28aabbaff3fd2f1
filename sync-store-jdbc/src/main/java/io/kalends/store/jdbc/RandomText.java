package io.kalends.store.jdbc;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Texts of 128 random bits: nothing else is ever known by the same one. */
final class RandomText {

    private static final int BYTES = 16;

    private RandomText() {}

    static String of(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
