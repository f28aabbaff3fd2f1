package io.kalends.provider.google.internal;

import io.kalends.sync.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that we give: the same for the same idempotency key, so that Google refuses a create that was made already. */
final class EventIds {

    private EventIds() {}

    /** 64 letters and digits out of {@code 0-9a-f}; Google allows {@code 0-9a-v}, 5 to 1,024 of them. */
    static String of(Write.Create<?> create) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(create.key().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java has SHA-256", cannotBe);
        }
    }

    /** Whether this may be the id of an occurrence: a series' id and its start, joined so. Ours never are. */
    static boolean mayBeOccurrence(String id) {
        return id.indexOf('_') >= 0;
    }
}
