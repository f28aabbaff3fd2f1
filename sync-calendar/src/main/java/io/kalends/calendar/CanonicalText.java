package io.kalends.calendar;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/** Brings texts to the form that is compared, so that what providers rewrite on the way is no change. */
final class CanonicalText {

    private static final String MAILTO = "mailto:";

    private CanonicalText() {}

    /** NFC, LF alone as the end of a line, no white space at the end of lines nor around the whole. */
    static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return composed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** An address without {@code mailto:} and without white space around it, otherwise as it came. */
    static String address(String address) {
        String bare = address.strip();
        return bare.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
                ? bare.substring(MAILTO.length()).strip()
                : bare;
    }

    /** An address as it is compared. */
    static String addressKey(String address) {
        return Normalizer.normalize(address(address), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
