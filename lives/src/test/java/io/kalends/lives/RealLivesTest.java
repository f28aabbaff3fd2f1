package io.kalends.lives;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.GoogleEmulatorBuilder;
import io.kalends.emulators.google.ResetOccurrences;
import io.kalends.emulators.google.UnscheduledExceptions;
import io.kalends.testkit.lives.RealLives;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole lives on real sides. {@code -Dlives.seeds=N} draws N of them, a fifth of that with each reading of Google's silence;
 * {@code -Dlives.first=N} begins with number N.
 */
class RealLivesTest {

    private static final long FIRST = Long.getLong("lives.first", 1);
    private static final long SEEDS = Long.getLong("lives.seeds", 300);

    @TempDir
    Path folder;

    @Test
    void keepEveryPromise() {
        assertThat(broken(google -> google, SEEDS)).isEmpty();
    }

    @Test
    void keepEveryPromiseWhereGoogleDropsExceptionsWithoutAWord() {
        assertThat(broken(
                        google -> google.unscheduledExceptions(UnscheduledExceptions.VANISHED)
                                .exceptionsOfDeletedSeries()
                                .resetOccurrences(ResetOccurrences.FOLDED),
                        SEEDS / 5))
                .isEmpty();
    }

    @Test
    void keepEveryPromiseWhereGoogleKeepsExceptionsThatNoLongerFit() {
        assertThat(broken(
                        google -> google.unscheduledExceptions(UnscheduledExceptions.KEPT)
                                .fullCancelledRows()
                                .refuseUnscheduledRevivals(),
                        SEEDS / 5))
                .isEmpty();
    }

    @Test
    void areTheSameWheneverTheyAreLived() {
        RealLives lives = RealLives.of(new Sides(folder).all(), new Ical4jRules());

        assertThat(lives.trace(5)).isNotEmpty().isEqualTo(lives.trace(5));
    }

    private List<String> broken(UnaryOperator<GoogleEmulatorBuilder> reading, long seeds) {
        RealLives lives = RealLives.of(new Sides(folder, reading).all(), new Ical4jRules());
        return LongStream.range(FIRST, FIRST + seeds)
                .parallel()
                .mapToObj(lives::tell)
                .flatMap(Optional::stream)
                .toList();
    }
}
