package io.kalends.calendar.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns descriptions into text and back, for services that show them as HTML and keep whatever text they are given. */
public final class HtmlText {

    private static final Pattern MARKUP =
            Pattern.compile("</?[a-zA-Z][^<>]*>|&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</(?:p|div|li|h[1-6]|tr|ul|ol)\\s*>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");

    private HtmlText() {}

    /** Whether a text would be shown otherwise than it reads. */
    public static boolean isMarkup(String text) {
        return MARKUP.matcher(text).find();
    }

    /** What the markup says, with line ends for breaks and paragraphs. */
    public static String plain(String html) {
        String broken = BREAK.matcher(html).replaceAll("\n");
        return ENTITY.matcher(TAG.matcher(broken).replaceAll(""))
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1), entity.group())))
                .strip();
    }

    private static String character(String name, String asItCame) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, asItCame);
        }
        try {
            boolean hex = name.startsWith("x", 1) || name.startsWith("X", 1);
            int point = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : asItCame;
        } catch (NumberFormatException hexDigitsInADecimal) {
            return asItCame;
        }
    }

    /** The description to send: the HTML if it says what the text says, else the text, so that it reads as it is. */
    public static String description(String text, String html) {
        if (!html.isEmpty() && isMarkup(html) && sameWords(plain(html), text)) {
            return html;
        }
        return isMarkup(text) ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
    }

    private static boolean sameWords(String one, String other) {
        return one.replaceAll("\\s+", " ").equals(other.strip().replaceAll("\\s+", " "))
                && one.lines()
                        .map(String::stripTrailing)
                        .toList()
                        .equals(other.strip().lines().map(String::stripTrailing).toList());
    }
}
