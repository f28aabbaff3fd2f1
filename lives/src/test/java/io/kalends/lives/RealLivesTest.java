package io.kalends.lives;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testkit.lives.RealLives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole lives on real sides. {@code -Dlives.seeds=N} draws N of them. */
class RealLivesTest {

    @TempDir
    Path folder;

    @Test
    void keepEveryPromise() {
        RealLives lives = RealLives.of(new Sides(folder).all(), new Ical4jRules());
        List<String> broken = new ArrayList<>();
        long first = Long.getLong("lives.first", 1);
        for (long seed = first; seed < first + Long.getLong("lives.seeds", 300); seed++) {
            lives.tell(seed).ifPresent(story -> {
                broken.add(story);
                System.out.println(story);
            });
        }

        assertThat(broken).isEmpty();
    }
}
