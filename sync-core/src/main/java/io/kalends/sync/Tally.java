package io.kalends.sync;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many steps of each kind there were on each side. Complete, also where the list of steps was cut.
 *
 * @param left counts on the left
 * @param right counts on the right
 */
public record Tally(Map<Action, Integer> left, Map<Action, Integer> right) {

    public Tally {
        left = Collections.unmodifiableMap(copy(left));
        right = Collections.unmodifiableMap(copy(right));
    }

    private static Map<Action, Integer> copy(Map<Action, Integer> counts) {
        Map<Action, Integer> copy = new EnumMap<>(Action.class);
        copy.putAll(counts);
        return copy;
    }

    /** How many steps of this kind there were on this side. */
    public int count(Side side, Action action) {
        return (side == Side.LEFT ? left : right).getOrDefault(action, 0);
    }

    /** How many steps of this kind there were on both sides. */
    public int count(Action action) {
        return count(Side.LEFT, action) + count(Side.RIGHT, action);
    }

    /** How many records were created, updated or deleted. */
    public int writes() {
        return count(Action.CREATE) + count(Action.UPDATE) + count(Action.DELETE);
    }

    /** Both counts in one. */
    public Tally plus(Tally other) {
        return new Tally(sum(left, other.left), sum(right, other.right));
    }

    private static Map<Action, Integer> sum(Map<Action, Integer> one, Map<Action, Integer> other) {
        Map<Action, Integer> sum = copy(one);
        other.forEach((action, count) -> sum.merge(action, count, Integer::sum));
        return sum;
    }

    /** "2 created, 1 updated, 0 deleted", for a side. */
    public String describe(Side side) {
        StringBuilder text = new StringBuilder();
        for (Action action : Action.values()) {
            int count = count(side, action);
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(action.label())
                        .append(' ')
                        .append(count);
            }
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }
}
