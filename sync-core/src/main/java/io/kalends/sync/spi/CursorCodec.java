package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a source's cursors: a tag, a version, and parts of any content. What is not of this form, an older version's
 * too, is no cursor of the source: the run lists in full.
 *
 * @param tag tells a source's cursors from all others': letters
 * @param version raised whenever the parts come to mean something else
 * @param parts how many parts there are
 */
public record CursorCodec(String tag, int version, int parts) {

    public CursorCodec {
        if (!tag.matches("[a-z]+") || version < 0 || parts < 1) {
            throw new IllegalArgumentException("a cursor has a tag of letters, a version and parts: " + tag);
        }
    }

    /** A cursor with these parts. */
    public Cursor cursor(String... values) {
        return Cursor.of(text(values));
    }

    /** The text of a cursor with these parts. */
    public String text(String... values) {
        if (values.length != parts) {
            throw new IllegalArgumentException("a cursor has " + parts + " parts, not " + values.length);
        }
        return prefix()
                + Arrays.stream(values)
                        .map(value -> URLEncoder.encode(requireNonNull(value, "value"), StandardCharsets.UTF_8)
                                .replace(".", "%2E"))
                        .collect(Collectors.joining("."));
    }

    private String prefix() {
        return tag + version + ".";
    }

    /** The parts of a cursor; empty if it is not of this form. */
    public Optional<List<String>> parts(Cursor cursor) {
        if (!cursor.token().startsWith(prefix())) {
            return Optional.empty();
        }
        String[] values = cursor.token().substring(prefix().length()).split("\\.", -1);
        try {
            return values.length == parts
                    ? Optional.of(Arrays.stream(values)
                            .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                            .toList())
                    : Optional.empty();
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /**
     * The parts of a cursor.
     *
     * @throws CursorExpiredException if it is not of this form
     */
    public List<String> parts(Cursor cursor, Place place) {
        return parts(cursor).orElseThrow(() -> foreign(place));
    }

    /** What a source throws at a cursor that is not its own. */
    public static CursorExpiredException foreign(Place place) {
        return new CursorExpiredException(place, "the cursor is none of this source", "the run lists in full");
    }
}
