package io.kalends.sync.internal;

import io.kalends.sync.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Says a decision in the words of the planner's tables. */
final class DecisionText {

    private DecisionText() {}

    static String of(Decision<?> decision) {
        if (decision instanceof Decision.Create<?> create) {
            return "create " + create.to().label();
        }
        if (decision instanceof Decision.Remove<?> remove) {
            return "remove " + remove.from().label() + (remove.keepVersion() ? ", keeping the version" : "");
        }
        if (decision instanceof Decision.Rest<?> rest) {
            return "rest " + rest.status();
        }
        if (decision instanceof Decision.Merge<?> merge) {
            return of(merge);
        }
        if (decision instanceof Decision.AskAboutDeletion<?> ask) {
            return "ask about the deletion on the " + ask.deletedOn().label();
        }
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String of(Decision.Merge<?> merge) {
        List<String> words = new ArrayList<>();
        for (Side side : Side.values()) {
            if (!merge.writesTo(side).isEmpty()) {
                String verb = merge.losers().containsKey(side) ? "overrule " : "write ";
                words.add(verb + side.label() + " " + new TreeSet<>(merge.writesTo(side)));
            }
        }
        if (!merge.conflicts().isEmpty()) {
            words.add("conflict " + new TreeSet<>(merge.conflicts()));
        }
        if (!merge.apart().isEmpty()) {
            words.add("leave apart " + new TreeSet<>(merge.apart()));
        }
        return words.isEmpty() ? "settle" : String.join(", ", words);
    }
}
