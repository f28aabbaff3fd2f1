package io.kalends.provider.google.internal;

import io.kalends.calendar.EventTime;
import io.kalends.sync.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids that we give: the same for the same idempotency key, so that Google refuses a create that was made already. */
final class EventIds {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final Pattern OCCURRENCE = Pattern.compile("(.+)_\\d{8}(?:T\\d{6}Z)?");

    private EventIds() {}

    /** 64 letters and digits out of {@code 0-9a-f}; Google allows {@code 0-9a-v}, 5 to 1,024 of them. */
    static String of(Write.Create<?> create) {
        return HexFormat.of().formatHex(hash(create.key()));
    }

    /** Whether this may be the id of an occurrence: a series' id and its start, joined so. Ours never are. */
    static boolean mayBeOccurrence(String id) {
        return id.indexOf('_') >= 0;
    }

    /** The id that Google gives an occurrence, and we an excluded date: the series' and the original start. */
    static String occurrence(String series, EventTime originalStart) {
        return series + "_"
                + originalStart.fold(
                        day -> DateTimeFormatter.BASIC_ISO_DATE.format(day.date()),
                        zoned -> INSTANT.format(zoned.time().withZoneSameInstant(ZoneOffset.UTC)),
                        floating -> INSTANT.format(ZonedDateTime.of(floating.time(), ZoneOffset.UTC)));
    }

    /**
     * The series that an occurrence's id names. Of an excluded date it is the series; of Google's own ids it is a guess, since
     * those of a series that was split off name the older one.
     */
    static Optional<String> series(String occurrence) {
        Matcher parts = OCCURRENCE.matcher(occurrence);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java has SHA-256", cannotBe);
        }
    }
}
