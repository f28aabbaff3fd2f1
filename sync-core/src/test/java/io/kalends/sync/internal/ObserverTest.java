package io.kalends.sync.internal;

import static io.kalends.sync.Side.LEFT;
import static io.kalends.sync.Side.RIGHT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Projection;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a link becomes when one of its records is seen anew. */
class ObserverTest {

    private static final Instant NOW = PlannedLink.NOW;
    private static final Memo THIS = Memo.AGREED.withTitle("this");
    private static final Memo THAT = Memo.AGREED.withTitle("that");
    private static final Set<String> TITLE = Set.of("title");

    private final Observer<Memo> observer = observer(pair -> pair);

    private static Observer<Memo> observer(UnaryOperator<SyncPair.Builder<Memo>> with) {
        Fingerprints prints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);
        SyncPair<Memo> pair = with.apply(SyncPair.between(
                                DescribedReplica.writable("left", Memo.type()),
                                DescribedReplica.writable("right", Memo.type()))
                        .id("pair"))
                .build();
        return new Observer<>(
                new Rules<>(pair, prints), prints, SyncWindow.unlimited().at(NOW), null);
    }

    private static Versioned<Memo> version(String revision, Memo memo) {
        return Versioned.of("m", revision, memo);
    }

    private Observation seen(Side side, Versioned<Memo> version) {
        return observer.observe(side, version, NOW);
    }

    private Link begun(Side side, Versioned<Memo> version) {
        return Link.begin("link", "pair", side, seen(side, version), NOW);
    }

    /** A link that was given up after so many swings; its left side showed {@link #THIS}, and {@link #THAT} before. */
    private Link swung(int count) {
        Observation before = seen(LEFT, version("1", THAT));
        return begun(LEFT, version("2", THIS))
                .change()
                .on(LEFT, seen(LEFT, version("2", THIS)).replacing(before.content()))
                .status(LinkStatus.FAILED)
                .due(null)
                .swings(new Link.Swings(count, 1, 2))
                .build();
    }

    @Nested
    class OfALinkThatSwings {

        private final Link givenUp = swung(Outcomes.MAX_SWINGS);

        private Link afterSeeing(Link link, Versioned<Memo> version) {
            return observer.seen(link, LEFT, seen(LEFT, version));
        }

        @Test
        void staysGivenUpWhenItSwingsBackOnceMore() {
            Link after = afterSeeing(givenUp, version("3", THAT));

            assertThat(after.status()).isEqualTo(LinkStatus.FAILED);
            assertThat(after.due()).isNull();
            assertThat(after.on(LEFT).orElseThrow().revision()).isEqualTo("3");
        }

        @Test
        void staysGivenUpThroughManySwings() {
            Link after = givenUp;
            for (int i = 3; i < 9; i++) {
                after = afterSeeing(after, version("" + i, i % 2 == 0 ? THIS : THAT));
            }

            assertThat(after.status()).isEqualTo(LinkStatus.FAILED);
        }

        @Test
        void staysGivenUpWhenOnlyWhatMayBeWrittenChanges() {
            Link after = afterSeeing(givenUp, version("3", THIS).withReadOnly(TITLE));

            assertThat(after.status()).isEqualTo(LinkStatus.FAILED);
        }

        @Test
        void isTriedAgainOnceItShowsSomethingElse() {
            Link after = afterSeeing(givenUp, version("3", Memo.AGREED.withTitle("settled by hand")));

            assertThat(after.status()).isEqualTo(LinkStatus.PENDING);
            assertThat(after.due()).isEqualTo(Observer.AT_ONCE);
        }

        @Test
        void isTriedAgainWhenItFailedForAnotherReasonThanItsSwings() {
            Link after = afterSeeing(swung(Outcomes.MAX_SWINGS - 1), version("3", THAT));

            assertThat(after.status()).isEqualTo(LinkStatus.PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LinkStatus.class,
            names = {"SYNCED", "CONFLICT"})
    void anEditMakesALinkPendingAndLeavesAConflictOpen(LinkStatus status) {
        Link link = begun(LEFT, version("1", THIS))
                .change()
                .status(status)
                .due(null)
                .build();

        Link edited = observer.seen(link, LEFT, seen(LEFT, version("2", THAT)));
        Link deleted = observer.gone(link, LEFT, NOW);

        LinkStatus expected = status == LinkStatus.CONFLICT ? LinkStatus.CONFLICT : LinkStatus.PENDING;
        assertThat(edited.status()).isEqualTo(expected);
        assertThat(deleted.status()).isEqualTo(expected);
        assertThat(edited.due()).isEqualTo(Observer.AT_ONCE);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whatASideDidNotLetBeWrittenIsAnEditOfTheOtherOnceItMay(Side side) {
        Versioned<Memo> kept = version("1", THIS).withReadOnly(TITLE);
        Link apart = agreed(side, kept, version("1", THAT), TITLE);

        Link after = observer.seen(apart, side, seen(side, version("2", THIS)));

        Agreement base = requireNonNull(after.agreement());
        assertThat(base.of(side)).isEqualTo(seen(side, kept).fields());
        assertThat(base.of(side.other())).isEqualTo(seen(side, kept).fields());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whatMayBeWrittenNowAndWasNotLeftApartMovesNoBase(Side side) {
        Link alike = agreed(side, version("1", THIS).withReadOnly(TITLE), version("1", THAT), Set.of("text"));

        Link after = observer.seen(alike, side, seen(side, version("2", THIS)));

        assertThat(after.agreement()).isEqualTo(alike.agreement());
    }

    private Link agreed(Side side, Versioned<Memo> version, Versioned<Memo> across, Set<String> apart) {
        Observation here = seen(side, version);
        Observation there = seen(side.other(), across);
        Agreement base = new Agreement(
                side == LEFT ? here.fields() : there.fields(),
                side == RIGHT ? here.fields() : there.fields(),
                true,
                true,
                Set.of(),
                Set.of(),
                apart);
        return begun(side, version)
                .change()
                .on(side.other(), there)
                .agreement(base)
                .status(LinkStatus.SYNCED)
                .due(null)
                .build();
    }

    @Test
    void recordsAreAlikeThatWouldBeAlikeOnBothSides() {
        Projection<Memo> loud = memo -> memo.withTitle(memo.title().toUpperCase(Locale.ROOT));
        Observer<Memo> toALoudSide = observer(pair -> pair.transformTo(RIGHT, "loud", loud));

        Observation quiet = toALoudSide.observe(LEFT, version("1", THIS), NOW);
        Observation shouted = toALoudSide.observe(RIGHT, version("1", THIS.withTitle("THIS")), NOW);
        Observation other = toALoudSide.observe(RIGHT, version("1", THIS.withTitle("THAT")), NOW);

        assertThat(quiet.content()).isEqualTo(shouted.content()).isNotEqualTo(other.content());
    }
}
