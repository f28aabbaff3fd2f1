package io.kalends.testkit.lives;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that are written once, so that what became of each can be told. */
final class Words {

    private static final Pattern WORD = Pattern.compile("Zq\\d+[a-z]");

    private Words() {}

    static String word(int deed, int nth) {
        return "Zq" + deed + (char) ('a' + nth % 26);
    }

    static Set<String> in(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
