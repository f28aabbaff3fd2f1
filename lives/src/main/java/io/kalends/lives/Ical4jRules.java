package io.kalends.lives;

import io.kalends.testkit.lives.RuleExpander;
import java.time.LocalDateTime;
import java.util.List;
import net.fortuna.ical4j.model.Recur;

/** Rules as ical4j expands them. */
final class Ical4jRules implements RuleExpander {

    @Override
    public List<LocalDateTime> starts(String rule, LocalDateTime start, LocalDateTime before) {
        return new Recur<LocalDateTime>(rule)
                .getDates(start, start, before).stream()
                        .filter(date -> date.isBefore(before))
                        .sorted()
                        .distinct()
                        .toList();
    }
}
