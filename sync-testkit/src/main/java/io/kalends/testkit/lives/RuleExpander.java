package io.kalends.testkit.lives;

import java.time.LocalDateTime;
import java.util.List;

/** Expands rules: a library, none of this project's own code. */
@FunctionalInterface
public interface RuleExpander {

    /**
     * The starts of a series by its rule, in order.
     *
     * @param rule the value of an RRULE without UNTIL
     * @param start the first start, which fits the rule
     * @param before no start is asked for from here on
     */
    List<LocalDateTime> starts(String rule, LocalDateTime start, LocalDateTime before);
}
