package io.kalends.testkit.lives;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What somebody does one deed with: numbers and words that are the same whenever the deed is done, whatever was done before.
 */
public final class Pen {

    private final int deed;
    private final long seed;
    private final SplittableRandom random;
    private int words;

    Pen(int deed, long seed) {
        this.deed = deed;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** A word that nobody else writes. */
    public String word() {
        return Words.word(deed, words++);
    }

    /** A number from 0, below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Whether it is one of so many times. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** One of these. */
    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** One of these, and nearly always the same one if others come or go. */
    public <T> Optional<T> pick(List<T> all, Function<T, String> name) {
        return all.stream().min(Comparator.comparingLong(one -> mixed(name.apply(one))));
    }

    private long mixed(String name) {
        return new SplittableRandom(seed ^ (name.hashCode() * 0x9E3779B97F4A7C15L)).nextLong();
    }
}
