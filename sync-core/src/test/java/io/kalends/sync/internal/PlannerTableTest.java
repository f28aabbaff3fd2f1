package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every combination of what can have become of a record on its two sides, in every direction, at the first sync and later:
 * the decision for each stands written out in {@code planner.table}. The right side was modified last.
 */
class PlannerTableTest {

    /** What became of the record on a side. */
    enum State {
        ABSENT,
        UNCHANGED,
        TITLE,
        TEXT,
        DELETED
    }

    /** A row of the table. */
    record Row(State left, State right, Direction direction, boolean first, String expected) {

        String situation() {
            return left + "/" + right + " " + direction + (first ? " at the first sync" : " later");
        }

        @Override
        public String toString() {
            return situation() + ": " + expected;
        }
    }

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final Fingerprints prints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);

    static List<Row> table() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                requireNonNull(PlannerTableTest.class.getResourceAsStream("planner.table")), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PlannerTableTest::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        return new Row(
                State.valueOf(cells[0].strip()),
                State.valueOf(cells[1].strip()),
                Direction.valueOf(cells[2].strip()),
                cells[3].strip().equals("first"),
                cells[4].strip());
    }

    @ParameterizedTest
    @MethodSource("table")
    void decidesAsItIsWritten(Row row) {
        assertThat(decide(row)).as(row.situation()).isEqualTo(row.expected());
    }

    @Test
    void leavesNoCombinationOut() {
        Set<String> written = new HashSet<>();
        table().forEach(row -> assertThat(written.add(row.situation()))
                .as(row.situation() + " stands once")
                .isTrue());

        assertThat(written).hasSize(State.values().length * State.values().length * Direction.values().length * 2);
    }

    private String decide(Row row) {
        if (row.left() == State.ABSENT && row.right() == State.ABSENT) {
            return "no link";
        }
        SyncPair<Memo> pair = SyncPair.between(
                        DescribedReplica.writable("left", Memo.type()), DescribedReplica.writable("right", Memo.type()))
                .id("pair")
                .direction(row.direction())
                .build();
        Rules<Memo> rules = new Rules<>(pair, prints);
        Observer<Memo> observer =
                new Observer<>(rules, prints, SyncWindow.unlimited().at(NOW), null);
        Versioned<Memo> left = version(Side.LEFT, row.left());
        Versioned<Memo> right = version(Side.RIGHT, row.right());
        Link link = Link.begin("link", "pair", Side.LEFT, observer.observe(Side.LEFT, any(left, right), NOW), NOW)
                .change()
                .on(Side.LEFT, seen(observer, Side.LEFT, row.left(), left))
                .on(Side.RIGHT, seen(observer, Side.RIGHT, row.right(), right))
                .versions(row.first() ? Link.Versions.NONE : rules.versions())
                .agreement(row.first() ? null : agreement(row))
                .build();
        Decision<Memo> decision = new Planner<>(rules, prints)
                .plan(link, new Contents<>(present(row.left(), left), present(row.right(), right)), Situation.simple());
        return DecisionText.of(decision);
    }

    private static Versioned<Memo> any(Versioned<Memo> left, Versioned<Memo> right) {
        return left.record().equals(Memo.AGREED) ? left : right;
    }

    /** What both sides held when they last agreed; a side where the record never was held nothing. */
    private Agreement agreement(Row row) {
        FieldStates agreed = prints.of(Memo.type(), Memo.AGREED, Set.of());
        boolean left = row.left() != State.ABSENT;
        boolean right = row.right() != State.ABSENT;
        return new Agreement(
                left ? agreed : FieldStates.none(),
                right ? agreed : FieldStates.none(),
                left,
                right,
                Set.of(),
                Set.of(),
                Set.of());
    }

    private static @Nullable Observation seen(
            Observer<Memo> observer, Side side, State state, Versioned<Memo> version) {
        if (state == State.ABSENT) {
            return null;
        }
        Observation seen = observer.observe(side, version, NOW);
        return state == State.DELETED ? seen.at(Presence.DELETED, NOW) : seen;
    }

    private static @Nullable Versioned<Memo> present(State state, Versioned<Memo> version) {
        return state == State.ABSENT || state == State.DELETED ? null : version;
    }

    private static Versioned<Memo> version(Side side, State state) {
        String by = side.label();
        Memo memo = switch (state) {
            case TITLE -> Memo.AGREED.withTitle("title by " + by);
            case TEXT -> Memo.AGREED.withText("text by " + by);
            default -> Memo.AGREED;
        };
        return Versioned.of("m", "1", memo).modifiedAt(NOW.minusSeconds(side == Side.LEFT ? 60 : 30));
    }
}
