package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lives on real sides, each drawn from one number: the same number gives the same life. A life that breaks a promise is
 * shortened to the steps that it takes, and told.
 *
 * <pre>{@code
 * RealLives.of(List.of(app, file, google), rules).live(4711);
 * }</pre>
 */
public final class RealLives {

    private static final int PATIENCE = 200;

    private final List<SideKind> kinds;
    private final RuleExpander rules;

    private RealLives(List<SideKind> kinds, RuleExpander rules) {
        this.kinds = List.copyOf(kinds);
        this.rules = rules;
    }

    /**
     * Lives on sides of these kinds.
     *
     * @param kinds two at least; the first one is the host's own
     * @param rules the library that expands series
     */
    public static RealLives of(List<SideKind> kinds, RuleExpander rules) {
        return new RealLives(kinds, rules);
    }

    /**
     * Lives a life.
     *
     * @throws AssertionError if a promise is broken; the message tells the shortest story that breaks it
     */
    public void live(long seed) {
        Optional<String> broken = tell(seed);
        if (broken.isPresent()) {
            throw new AssertionError(broken.get());
        }
    }

    /** All that happens in a life, a line a step, to its end or to the first broken promise. */
    public List<String> trace(long seed) {
        Script script = Drawing.of(seed, kinds);
        return play(script.scene(), script.steps()).trace();
    }

    /** The shortest story that breaks a promise of this life; empty if all are kept. */
    public Optional<String> tell(long seed) {
        Script script = Drawing.of(seed, kinds);
        Ending whole = play(script.scene(), script.steps());
        Kind kind = whole.broken();
        if (kind == null) {
            return Optional.empty();
        }
        List<Step> shortest =
                new Shrinker(steps -> play(script.scene(), steps).broken() == kind, PATIENCE).smallest(script.steps());
        Ending ending = play(script.scene(), shortest);
        return Optional.of("life " + seed + " (" + script.scene() + ") breaks a promise:\n  "
                + String.join("\n  ", told(ending.trace())) + "\n  " + ending.message());
    }

    /** Without what was said just before. */
    private static List<String> told(List<String> trace) {
        return IntStream.range(0, trace.size())
                .filter(i -> i == 0 || !trace.get(i).equals(trace.get(i - 1)))
                .mapToObj(trace::get)
                .toList();
    }

    /**
     * How a life ended.
     *
     * @param broken which promise was broken; {@code null} if none was
     * @param message how
     */
    private record Ending(@Nullable Kind broken, String message, List<String> trace) {}

    private Ending play(Scene scene, List<Step> steps) {
        try (Life life = new Life(scene, rules)) {
            try {
                life.live(steps);
                return new Ending(null, "", life.trace());
            } catch (BrokenPromise e) {
                return new Ending(e.kind(), String.valueOf(e.getMessage()), life.trace());
            }
        }
    }
}
