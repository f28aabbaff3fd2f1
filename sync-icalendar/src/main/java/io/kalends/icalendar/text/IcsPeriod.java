package io.kalends.icalendar.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PERIOD (RFC 5545, 3.3.9), as RDATE and FREEBUSY hold it: a start with an end or a length, exactly one of the two.
 *
 * @param end {@code null} where a length is given
 * @param length {@code null} where an end is given
 */
public record IcsPeriod(
        IcsTime start, @Nullable IcsTime end, @Nullable IcsDuration length) {

    public IcsPeriod {
        if ((end == null) == (length == null)) {
            throw new IllegalArgumentException("A period needs either an end or a length");
        }
    }

    /**
     * The periods of a line; items that are plain times are passed over.
     *
     * @throws IcsFormatException if one cannot be read
     */
    public static List<IcsPeriod> listOf(ContentLine line) {
        return IcsText.split(line.value()).stream()
                .filter(item -> item.indexOf('/') > 0)
                .map(item -> of(line, item))
                .toList();
    }

    private static IcsPeriod of(ContentLine line, String item) {
        int slash = item.indexOf('/');
        String tzid = line.tzid().orElse(null);
        IcsTime start = TimeSyntax.parse(line, item.substring(0, slash), tzid);
        String second = item.substring(slash + 1).strip();
        boolean isLength = second.indexOf('P') >= 0 || second.indexOf('p') >= 0;
        return isLength
                ? new IcsPeriod(start, null, IcsDuration.of(line, second))
                : new IcsPeriod(start, TimeSyntax.parse(line, second, tzid), null);
    }
}
