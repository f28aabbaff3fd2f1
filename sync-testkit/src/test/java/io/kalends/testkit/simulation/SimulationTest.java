package io.kalends.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives of pairs, drawn from numbers: 500 of each kind, and more with {@code -Psoak}. */
class SimulationTest {

    private static final long LIVES = Long.getLong("kalends.simulation.seeds", 500);

    static LongStream seeds() {
        return LongStream.range(0, LIVES);
    }

    /** Fewer, since these lives take longer. */
    static LongStream someSeeds() {
        return LongStream.range(0, LIVES * 2 / 5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryPromise(long seed) {
        Simulation.of(seed).run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEveryPromiseToCalendars(long seed) {
        Simulation.of(seed).withEvents().run();
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void keepsEveryPromiseInHarderLives(long seed) {
        Simulation.of(seed).harder().run();
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void keepsEveryPromiseToCalendarsInHarderLives(long seed) {
        Simulation.of(seed).withEvents().harder().run();
    }

    /** The same of strangers' lives of calendars. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                // an exception that was new on a side, and dropped there with the write of its series
                156,
                // a cancelled occurrence that lost its title with the write of its series
                38,
                // a version kept of a record that was deleted in one life of the pair, and forgotten in the next
                55,
                // a series that was written ahead of its side's listing, and its exceptions with it
                372,
                // an exception whose way home was put off
                2657,
                // a look that came between a write and its landing
                1992,
                1982,
                // an edit under a former name that was emptied before it was kept
                3372,
                // an exception that was edited after our write had emptied it
                3116,
                // a date that moved into its series while a field of it was hidden
                672,
                // a series that was recognised and did not call its lone date home
                1199
            })
    void keepsToCalendarsOfStrangersWhatItOnceBroke(long seed) {
        Simulation.of(seed).withEvents().stranger().run();
    }

    /** The same of strangers' harder lives of calendars. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                // a series on a page of the first sync, written before its exceptions on the next page were known
                1609,
                // an exception whose create on the other side was in doubt
                2591,
                // exceptions that never agreed after a side came back from a backup
                156
            })
    void keepsToCalendarsOfStrangersInHarderLivesWhatItOnceBroke(long seed) {
        Simulation.of(seed).withEvents().harder().stranger().run();
    }

    /** A renamed exception that was dropped after its edits had been carried to its new name. */
    @Test
    void keepsToCalendarsInHarderLivesWhatItOnceBroke() {
        Simulation.of(2628).withEvents().harder().run();
    }

    /** A pair that was given another collection, joined a record with another link and forgot what was kept of it. */
    @Test
    void keepsToStrangersWhatItOnceBroke() {
        Simulation.of(77).stranger().run();
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void keepsEveryPromiseInStrangersLives(long seed) {
        Simulation.of(seed).stranger().run();
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void keepsEveryPromiseToCalendarsInStrangersLives(long seed) {
        Simulation.of(seed).withEvents().stranger().run();
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void keepsEveryPromiseToCalendarsInStrangersHarderLives(long seed) {
        Simulation.of(seed).withEvents().harder().stranger().run();
    }

    /** Lives that showed a fault once: what each was is told in the order of the numbers. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                // a copy of a deleted record that was taken for it, by its mark
                43,
                // a new record that could not be read when it was told, and was never looked at again
                111,
                // an edit behind a role that was lost, deleted as if there were none
                174,
                // a removal decided on before its record came back under another id
                178,
                // two records whose fields were all hidden, taken for equal
                462,
                // a listing begun by an earlier run that was only swept, and knew nothing of what was written since
                552,
                // an unreadable record that was overwritten unseen
                1522,
                // two rewritten records, one of them left out by a listing that showed nothing
                1639,
                // a store that was lost while a listing did not show yet what it had made
                1050,
                // a create in doubt, made again though a record that could be it was there and could not be read
                1775,
                // a field behind a create whose answer was lost, edited and then deleted unseen
                2316,
                // an orphan that was set free and taken for one again
                2792,
                // a record written anew that a partial listing showed before the old one was known to be gone
                2891,
                // a base that moved along with a field that came to light
                3273,
                // a record made again, ahead of the listing, beside the one it had become
                4939,
                // a field written from a record that hid it
                5005,
                // a series deleted ahead of the listing that told an edit of its child
                12493
            })
    void keepsWhatItOnceBroke(long seed) {
        Simulation.of(seed).run();
    }

    /** The same of lives of calendars. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                // an exception at a time of its own that kept its old name on the other side
                233,
                545,
                // a copy that keep-both makes of an exception, taken for the exception itself
                240,
                314,
                956,
                // a copy, mark and all, taken for a create whose own row could not be read
                711,
                // several exceptions deleted on a side whose family shares one revision
                1210,
                2596,
                5606,
                // keep-both, which lost the version of a renamed exception
                1437,
                // a deleted record under a create in doubt, without a side
                2338,
                // an exception that was to be looked at again, and was deleted before
                2406,
                // an edit of a record that a late index did not show, deleted with its series
                4687
            })
    void keepsWhatItOnceBrokeOfCalendars(long seed) {
        Simulation.of(seed).withEvents().run();
    }

    /** The same of harder lives of calendars. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                // a field that was hidden when a create was made, whose answer was lost, and that came to light later
                3116
            })
    void keepsWhatItOnceBrokeOfHarderLives(long seed) {
        Simulation.of(seed).withEvents().harder().run();
    }

    @TestFactory
    Stream<DynamicTest> survivesAKillAtEveryPlaceOfARound() {
        return LongStream.of(3, 5)
                .boxed()
                .flatMap(seed -> IntStream.of(2, 4)
                        .boxed()
                        .flatMap(round -> IntStream.rangeClosed(
                                        1,
                                        Simulation.of(seed)
                                                .killedIn(round, 0)
                                                .run()
                                                .places())
                                .mapToObj(place -> dynamicTest(
                                        "life " + seed + ", round " + round + ", place " + place,
                                        () -> Simulation.of(seed)
                                                .killedIn(round, place)
                                                .run()))));
    }

    @Test
    void isTheSameEachTime() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Simulation.of(seed).run()).isEqualTo(Simulation.of(seed).run());
            assertThat(Simulation.of(seed).withEvents().harder().run())
                    .isEqualTo(Simulation.of(seed).withEvents().harder().run());
        }
    }

    @Test
    void tellsTheLifeThatFailedAndWhatHappenedInIt() {
        SimulationFailure failure =
                new SimulationFailure("Simulation.of(7L)", "an edit was lost", List.of("side0: writes a note"), null);

        assertThat(failure).hasMessageContainingAll("Simulation.of(7L)", "an edit was lost", "side0: writes a note");
    }
}
