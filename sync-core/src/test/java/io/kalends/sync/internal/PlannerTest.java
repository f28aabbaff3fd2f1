package io.kalends.sync.internal;

import static io.kalends.sync.Side.LEFT;
import static io.kalends.sync.Side.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.LinkStatus;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the table of two plain records leaves out: listings, hidden fields, families, scope, names. */
class PlannerTest {

    private final PlannedLink link = new PlannedLink();

    private static String text(Decision<Memo> decision) {
        return DecisionText.of(decision);
    }

    private static Decision.Create<Memo> created(Decision<Memo> decision) {
        assertThat(decision).isInstanceOf(Decision.Create.class);
        return (Decision.Create<Memo>) decision;
    }

    private static Decision.Remove<Memo> removed(Decision<Memo> decision) {
        assertThat(decision).isInstanceOf(Decision.Remove.class);
        return (Decision.Remove<Memo>) decision;
    }

    private static Set<Side> needed(Decision<Memo> decision) {
        assertThat(decision).isInstanceOf(Decision.Need.class);
        return ((Decision.Need<Memo>) decision).sides();
    }

    private static String waitsFor(Decision<Memo> decision) {
        assertThat(decision).isInstanceOf(Decision.Wait.class);
        return ((Decision.Wait<Memo>) decision).what();
    }

    @Nested
    class OfARecordOnOneSide {

        private final PlannedLink alone = link.absentOn(RIGHT).neverAgreed();

        @Test
        void nothingIsLeftOnceItIsGone() {
            assertThat(text(alone.deletedOn(LEFT).plan())).isEqualTo("forget");
        }

        @Test
        void nothingIsMadeWhileTheOtherSideIsNotListed() {
            assertThat(text(alone.notListedOn(RIGHT).plan())).isEqualTo("later");
        }

        @Test
        void theContentIsAskedForFirst() {
            assertThat(needed(alone.notLoadedOn(LEFT).plan())).containsExactly(LEFT);
        }

        @Test
        void aCopyIsMadeWithWhatTheOtherSideShowsOfIt() {
            assertThat(created(alone.plan()).record()).isEqualTo(Memo.AGREED);
            assertThat(created(alone.plan()).formerId()).isNull();
        }

        @Test
        void aChildWaitsForItsParent() {
            assertThat(waitsFor(alone.childOn(LEFT, "series").plan())).contains("the record it belongs to");
        }

        @Test
        void aChildIsMadeBelowItsParent() {
            Decision<Memo> decision =
                    alone.childOn(LEFT, "series").whoseParentIs("series-there").plan();

            assertThat(created(decision).parent()).isEqualTo("series-there");
        }

        @Test
        void theCopyOfARecordThatIsGoneIsAnOrphan() {
            assertThat(text(alone.markedOn(LEFT, Origins.of("right", "x")).plan()))
                    .isEqualTo("orphan");
        }

        @Test
        void aCopyIsNoOrphanWhileItsOriginalMayNotBeListedYet() {
            Decision<Memo> decision = alone.markedOn(LEFT, Origins.of("right", "x"))
                    .notListedOn(RIGHT)
                    .plan();

            assertThat(text(decision)).isEqualTo("later");
        }

        @Test
        void whatWasLeftToItselfStaysSoUnderTheSameRules() {
            PlannedLink local = new PlannedLink().absentOn(RIGHT);

            assertThat(text(local.plan())).isEqualTo("rest LOCAL_ONLY");
            assertThat(text(local.underOldRules().plan())).isEqualTo("create right");
        }

        @Test
        void whyItStaysIsSaid() {
            Decision<Memo> decision = alone.going(Direction.RIGHT_TO_LEFT).plan();

            assertThat(((Decision.Rest<Memo>) decision).why()).contains("new records on the left side do not travel");
        }
    }

    @Nested
    class OfADeletion {

        private final PlannedLink deleted = link.deletedOn(LEFT);

        @Test
        void nothingIsDeletedBeforeBothSidesAreListed() {
            assertThat(text(deleted.notListedOn(LEFT).plan())).isEqualTo("later");
            assertThat(text(new PlannedLink().deletedOn(LEFT).notListedOn(RIGHT).plan()))
                    .isEqualTo("later");
        }

        @Test
        void aRecordThatWasNeverAgreedOnIsMadeAgain() {
            Decision<Memo> decision = deleted.neverAgreed().plan();

            assertThat(created(decision).to()).isEqualTo(LEFT);
            assertThat(created(decision).formerId()).isEqualTo("m-left");
        }

        @Test
        void aRecordThatWasNeverAgreedOnStaysWhereItMayNotTravel() {
            assertThat(text(deleted.neverAgreed().going(Direction.LEFT_TO_RIGHT).plan()))
                    .isEqualTo("rest LOCAL_ONLY");
            assertThat(text(new PlannedLink()
                            .deletedOn(LEFT)
                            .neverAgreed()
                            .outOfScopeOn(RIGHT)
                            .plan()))
                    .isEqualTo("rest LOCAL_ONLY");
        }

        @Test
        void aRecordThatCameBackAfterBothWereGoneIsMadeAgain() {
            PlannedLink back = deleted.agreedGoneFrom(LEFT).agreedGoneFrom(RIGHT);

            assertThat(created(back.plan()).formerId()).isEqualTo("m-left");
            assertThat(text(back.going(Direction.LEFT_TO_RIGHT).plan())).isEqualTo("rest LOCAL_ONLY");
        }

        @Test
        void aDeletionThatWasLeftAloneBeforeStaysAlone() {
            assertThat(text(deleted.agreedGoneFrom(LEFT).plan())).isEqualTo("rest LOCAL_ONLY");
        }

        @Test
        void whatLiesOutsideIsNotDeleted() {
            assertThat(text(deleted.outOfScopeOn(RIGHT).plan())).isEqualTo("rest LOCAL_ONLY");
        }

        @Test
        void anEditedFamilyIsMadeAgain() {
            assertThat(text(deleted.withEditedFamilyOn(RIGHT).plan())).isEqualTo("create left");
            assertThat(text(new PlannedLink()
                            .deletedOn(LEFT)
                            .withEditedFamilyOn(LEFT)
                            .plan()))
                    .isEqualTo("remove right");
        }

        @Test
        void aFieldThatCameToLightCountsAsAnEdit() {
            assertThat(text(deleted.hiddenBeforeOn(RIGHT, "title").plan())).isEqualTo("create left");
        }

        @Test
        void aFieldThatWentIntoHidingIsWaitedFor() {
            assertThat(waitsFor(deleted.hidingOn(RIGHT, "title").plan()))
                    .contains("does not show whether it was edited");
        }

        @Test
        void aFieldThatWasAlwaysHiddenIsKeptWithTheVersion() {
            PlannedLink secret = deleted.hidingOn(RIGHT, "title").hiddenBeforeOn(RIGHT, "title");

            assertThat(removed(secret.plan()).keepVersion()).isTrue();
            assertThat(needed(secret.notLoadedOn(RIGHT).plan())).containsExactly(RIGHT);
        }

        @Test
        void aPlainRecordGoesWithoutBeingLoaded() {
            assertThat(removed(deleted.notLoadedOn(RIGHT).plan()).keepVersion()).isFalse();
        }

        @Test
        void aChildWaitsForAParentThatIsMadeAgain() {
            assertThat(waitsFor(deleted.whoseParentIsMadeAgain().plan())).contains("is made again");
            assertThat(text(new PlannedLink()
                            .deletedOn(LEFT)
                            .editedOn(RIGHT)
                            .whoseParentIsMadeAgain()
                            .plan()))
                    .isEqualTo("create left");
        }

        @Test
        void anEditOnASideThatMayOnlyReceiveIsKeptAndGoes() {
            PlannedLink edited = deleted.editedOn(RIGHT).going(Direction.LEFT_TO_RIGHT);

            assertThat(removed(edited.plan()).keepVersion()).isTrue();
            assertThat(needed(edited.notLoadedOn(RIGHT).plan())).containsExactly(RIGHT);
        }

        @Test
        void thePolicyDecidesBetweenAnEditAndIt() {
            PlannedLink edited = deleted.editedOn(RIGHT);

            assertThat(text(edited.by(ConflictPolicy.prefer(RIGHT)).plan())).isEqualTo("create left");
            assertThat(removed(edited.by(ConflictPolicy.prefer(LEFT)).plan()).keepVersion())
                    .isTrue();
            assertThat(text(edited.by(ConflictPolicy.askSomeone()).plan()))
                    .isEqualTo("ask about the deletion on the left");
            assertThat(needed(edited.notLoadedOn(RIGHT).plan())).containsExactly(RIGHT);
        }
    }

    @Nested
    class OfARecordOutsideTheWindow {

        @Test
        void nothingHappensToOneThatNobodyChanged() {
            assertThat(text(link.outOfScopeOn(LEFT).outOfScopeOn(RIGHT).plan())).isEqualTo("rest SYNCED");
        }

        @Test
        void nothingHappensToOneThatWasNeverAgreedOn() {
            assertThat(text(link.outOfScopeOn(LEFT).neverAgreed().plan())).isEqualTo("rest LOCAL_ONLY");
        }

        @Test
        void anEditOnEitherSideTravels() {
            assertThat(text(link.outOfScopeOn(LEFT).editedOn(LEFT).plan())).isEqualTo("write right [title]");
            assertThat(text(new PlannedLink().outOfScopeOn(LEFT).editedOn(RIGHT).plan()))
                    .isEqualTo("write left [title]");
        }

        @Test
        void anEditOfWhatWasGoneBeforeDoesNotTravel() {
            assertThat(text(link.outOfScopeOn(LEFT)
                            .editedOn(LEFT)
                            .agreedGoneFrom(RIGHT)
                            .plan()))
                    .isEqualTo("rest SYNCED");
            assertThat(text(new PlannedLink()
                            .outOfScopeOn(LEFT)
                            .editedOn(LEFT)
                            .agreedGoneFrom(LEFT)
                            .plan()))
                    .isEqualTo("rest SYNCED");
        }
    }

    @Nested
    class OfARecordUnderAnotherName {

        private final PlannedLink moved = link.deletedOn(LEFT);

        private static final Intent OPEN = new Intent(
                LEFT,
                Intent.Kind.UPDATE,
                "key",
                PlannedLink.NOW,
                "new-left",
                "1",
                Set.of(),
                FieldStates.none(),
                FieldStates.none());

        @Test
        void theFormerOneGoesOnceThereIsNothingToCarry() {
            Decision<Memo> decision = moved.planRenamed(LEFT, Memo.AGREED, LinkStatus.PENDING, null);

            assertThat(removed(decision).renamed()).isTrue();
            assertThat(removed(decision).keepVersion()).isFalse();
        }

        @Test
        void anEditIsCarriedToItFirst() {
            Decision<Memo> decision = moved.editedOn(RIGHT).planRenamed(LEFT, Memo.AGREED, LinkStatus.PENDING, null);

            assertThat(decision).isInstanceOf(Decision.Carry.class);
            assertThat(((Decision.Carry<Memo>) decision).to()).isEqualTo(LEFT);
        }

        @Test
        void aVersionThatLosesIsKept() {
            Memo newer = Memo.AGREED.withTitle("by the new name");

            Decision<Memo> decision = moved.editedOn(RIGHT).planRenamed(LEFT, newer, LinkStatus.PENDING, null);

            assertThat(removed(decision).keepVersion()).isTrue();
        }

        @Test
        void aVersionInConflictIsKept() {
            Memo newer = Memo.AGREED.withTitle("by the new name");

            Decision<Memo> decision = moved.editedOn(RIGHT)
                    .by(ConflictPolicy.askSomeone())
                    .planRenamed(LEFT, newer, LinkStatus.PENDING, null);

            assertThat(removed(decision).keepVersion()).isTrue();
        }

        @Test
        void nothingIsDecidedWhileItMayStillChange() {
            assertThat(text(moved.planRenamed(LEFT, Memo.AGREED, LinkStatus.PENDING, OPEN)))
                    .isEqualTo("later");
            assertThat(text(moved.planRenamed(LEFT, Memo.AGREED, LinkStatus.FAILED, null)))
                    .isEqualTo("later");
            assertThat(text(moved.notListedOn(RIGHT).planRenamed(LEFT, Memo.AGREED, LinkStatus.PENDING, null)))
                    .isEqualTo("later");
        }
    }
}
