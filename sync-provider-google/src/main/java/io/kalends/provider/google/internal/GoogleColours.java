package io.kalends.provider.google.internal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Google's colours of events, by their ids 1 to 11: the backgrounds that {@code GET /colors} tells. */
final class GoogleColours {

    private static final List<String> SHADES = List.of(
            "#a4bdfc", "#7ae7bf", "#dbadff", "#ff887c", "#fbd75b", "#ffb878", "#46d6db", "#e1e1e1", "#5484ed",
            "#51b749", "#dc2127");

    private GoogleColours() {}

    /** Empty for the calendar's own colour and for an id that is not known yet. */
    static String read(@Nullable String id) {
        if (id == null || !id.matches("\\d{1,2}")) {
            return "";
        }
        int number = Integer.parseInt(id);
        return number < 1 || number > SHADES.size() ? "" : SHADES.get(number - 1);
    }

    /** The id of exactly this colour; {@code null} if Google has no such. */
    static @Nullable String id(String colour) {
        int at = SHADES.indexOf(colour.strip().toLowerCase(Locale.ROOT));
        return at < 0 ? null : Integer.toString(at + 1);
    }
}
