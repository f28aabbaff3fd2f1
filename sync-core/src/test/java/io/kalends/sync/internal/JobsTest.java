package io.kalends.sync.internal;

import static io.kalends.sync.Side.LEFT;
import static io.kalends.sync.Side.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which fields agree once a write is made, and which versions it keeps before it is. */
class JobsTest {

    private static final Set<String> TITLE = Set.of("title");
    private static final Set<String> TEXT = Set.of("text");
    private static final Set<String> BOTH = Set.of("title", "text");
    private static final Set<String> NOTHING = Set.of();

    private final PlannedLink planned = new PlannedLink().editedOn(LEFT).editedOn(RIGHT);
    private final Link link = planned.link();

    private static Decision.Merge<Memo> merge(Set<String> toLeft, Set<String> toRight, Set<Side> losers) {
        Map<Side, String> overruled = new EnumMap<>(Side.class);
        losers.forEach(side -> overruled.put(side, "both changed it"));
        Map<Side, Set<String>> writes = new EnumMap<>(Side.class);
        writes.put(LEFT, toLeft);
        writes.put(RIGHT, toRight);
        return new Decision.Merge<>(
                writes,
                Map.of(LEFT, Memo.AGREED, RIGHT, Memo.AGREED),
                Set.of(),
                Set.of(),
                Set.of(),
                overruled,
                Map.of(),
                false,
                Map.of());
    }

    private Job<Memo> update(Side to, Decision.Merge<Memo> merge) {
        return planned.jobs().update(link, to, merge, planned.contents());
    }

    @Test
    void aFieldOfOneSideAgreesWithItsWrite() {
        Job<Memo> job = update(RIGHT, merge(NOTHING, TITLE, Set.of()));

        assertThat(job.settles()).isEqualTo(TITLE);
        assertThat(job.merged()).isEmpty();
        assertThat(job.losers()).isEmpty();
        assertThat(job.why()).isEqualTo("changed on the left side");
    }

    @Test
    void aValueThatGoesToBothSidesAgreesWithTheSecondWrite() {
        Decision.Merge<Memo> merge = merge(TEXT, BOTH, Set.of());

        assertThat(update(RIGHT, merge).settles()).isEqualTo(TITLE);
        assertThat(update(RIGHT, merge).merged()).isEqualTo(TEXT);
        assertThat(update(LEFT, merge).settles()).isEqualTo(TEXT);
        assertThat(update(LEFT, merge).merged()).isEmpty();
    }

    @Test
    void theVersionThatIsOverwrittenIsKeptByItsWrite() {
        Decision.Merge<Memo> right = merge(NOTHING, TITLE, Set.of(RIGHT));
        Decision.Merge<Memo> left = merge(TITLE, NOTHING, Set.of(LEFT));

        assertThat(update(RIGHT, right).losers()).containsExactly(RIGHT);
        assertThat(update(RIGHT, right).why()).isEqualTo("overruled");
        assertThat(update(LEFT, left).losers()).containsExactly(LEFT);
    }

    @Test
    void eachWriteOfTwoFieldsKeepsTheVersionOfItsOwnSide() {
        Decision.Merge<Memo> merge = merge(TITLE, TEXT, Set.of(LEFT, RIGHT));

        assertThat(update(RIGHT, merge).losers()).containsExactly(RIGHT);
        assertThat(update(LEFT, merge).losers()).containsExactly(LEFT);
    }

    @Test
    void ofAValueThatGoesToBothSidesTheFirstWriteKeepsBothVersions() {
        Decision.Merge<Memo> merge = merge(TEXT, TEXT, Set.of(LEFT, RIGHT));

        assertThat(update(RIGHT, merge).losers()).containsExactlyInAnyOrder(LEFT, RIGHT);
        assertThat(update(LEFT, merge).losers()).isEmpty();
    }

    @Test
    void whatWasEditedUnderAFormerNameKeepsTheVersionThatItOverrules() {
        Link successor = new PlannedLink().link();

        assertThat(carry(successor, Set.of(RIGHT)).losers()).containsExactly(RIGHT);
        assertThat(carry(successor, Set.of(LEFT)).losers()).isEmpty();
    }

    private Job<Memo> carry(Link successor, Set<Side> losers) {
        return planned.jobs()
                .carry(new Decision.Carry<>(RIGHT, successor, merge(NOTHING, TITLE, losers)), planned.contents());
    }
}
