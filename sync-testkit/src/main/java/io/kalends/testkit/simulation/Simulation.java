package io.kalends.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A life of a pair, or of a ring of pairs, made from one number. Deterministic: the same number gives the same life and the
 * same trace, so that a failing one is told by its number and replayed.
 *
 * <pre>{@code
 * Simulation.of(4711).run();                    // draws where runs are killed
 * int places = Simulation.of(4711).killedIn(3, 0).run().places();
 * Simulation.of(4711).killedIn(3, 17).run();    // kills the third round's run at its 17th place
 * }</pre>
 */
public final class Simulation {

    private static final int ROUNDS = 7;

    private final long seed;
    private final boolean events;
    private final boolean harder;
    private final boolean stranger;
    private final Life.Kill kill;

    private Simulation(long seed, boolean events, boolean harder, boolean stranger, Life.Kill kill) {
        this.seed = seed;
        this.events = events;
        this.harder = harder;
        this.stranger = stranger;
        this.kill = kill;
    }

    /** The life of this number. */
    public static Simulation of(long seed) {
        return new Simulation(seed, false, false, false, Life.Kill.AT_RANDOM);
    }

    /** A life in which people keep calendars: events, series, and occurrences that stand apart from them. */
    public Simulation withEvents() {
        return new Simulation(seed, true, harder, stranger, kill);
    }

    /**
     * A harder life: stores come back from a backup, servers rewrite what they get and tell removals that never were, and
     * processes freeze and go on after another took over.
     */
    public Simulation harder() {
        return new Simulation(seed, events, true, stranger, kill);
    }

    /**
     * A life with what strangers met: a side that drops or cancels exceptions by itself, series that are rescheduled without
     * their exceptions, dates without their series, another collection under the pair's id, and rules for single fields.
     */
    public Simulation stranger() {
        return new Simulation(seed, events, harder, true, kill);
    }

    /**
     * The same life, with one run killed and no other.
     *
     * @param round the round, from 0
     * @param place where, from 1: each call of a side or a store has a place before it and one after it; 0 to count them
     */
    public Simulation killedIn(int round, int place) {
        return new Simulation(seed, events, harder, stranger, new Life.Kill(round, place));
    }

    /**
     * What happened.
     *
     * @param trace a line for each thing that people, servers and the engine did
     * @param places how many places the round had that was asked about
     */
    public record Outcome(List<String> trace, int places) {
        public Outcome {
            trace = List.copyOf(trace);
        }
    }

    /**
     * Lives it.
     *
     * @throws SimulationFailure if a promise is broken
     */
    public Outcome run() {
        SplittableRandom random = new SplittableRandom(seed);
        Scenery drawn = Scenery.draw(random);
        Scenery hard = harder ? drawn.harder(random) : drawn;
        Scenery scenery = stranger ? hard.stranger(random) : hard;
        return events
                ? live(new Life<>(new EventEditor(), scenery, random, kill))
                : live(new Life<>(new NoteEditor(), scenery, random, kill));
    }

    private Outcome live(Life<?> life) {
        try {
            life.live(ROUNDS);
            life.settle();
            return new Outcome(life.trace(), life.places());
        } catch (AssertionError | RuntimeException e) {
            throw new SimulationFailure(toString(), String.valueOf(e.getMessage()), new ArrayList<>(life.trace()), e);
        }
    }

    @Override
    public String toString() {
        return "Simulation.of(" + seed + "L)"
                + (events ? ".withEvents()" : "")
                + (harder ? ".harder()" : "")
                + (stranger ? ".stranger()" : "")
                + (kill.round() < 0 ? "" : ".killedIn(" + kill.round() + ", " + kill.place() + ")");
    }
}
