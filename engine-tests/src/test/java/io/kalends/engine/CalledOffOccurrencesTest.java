package io.kalends.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.sync.Action;
import io.kalends.sync.Conflict;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.InMemoryReplica;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A calendar keeps an occurrence that somebody called off as a hole in its series: cancelled, and with nothing in it. To the
 * other side that is a deletion, never an edit of some fields.
 */
class CalledOffOccurrencesTest {

    private static final String EDITED = "in room 2, bring the plans";

    private EventWorld world = met(pair -> pair);

    /** Both sides hold the series, one of whose occurrences is "in room 2". */
    private static EventWorld met(UnaryOperator<SyncPair.Builder<CalendarEvent>> rules) {
        EventWorld world = new EventWorld(side -> side, rules);
        world.putSeries();
        world.settles();
        return world;
    }

    private static EventWorld metUnder(ConflictPolicy<CalendarEvent> policy) {
        return met(pair -> pair.onConflict(policy));
    }

    private static CalendarEvent hole(CalendarEvent occurrence) {
        return CalendarEvent.builder(occurrence.uid())
                .recurrenceId(occurrence.recurrenceId())
                .start(requireNonNull(occurrence.recurrenceId()))
                .end(occurrence.end())
                .status(EventStatus.CANCELLED)
                .build();
    }

    private static void callOff(InMemoryReplica<CalendarEvent> side) {
        side.edit(EventWorld.titled(side, "in room 2"), CalledOffOccurrencesTest::hole);
    }

    private static void edit(InMemoryReplica<CalendarEvent> side) {
        EventWorld.retitle(side, EventWorld.titled(side, "in room 2"), EDITED);
    }

    private void callOffOnTheRightAndEditOnTheLeft() {
        callOff(world.right);
        edit(world.left);
    }

    /** What both sides hold on that day. */
    private CalendarEvent onBothSides() {
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        return world.left.contents().stream()
                .filter(event -> event.isOccurrence() && !event.title().equals("in room 4"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> keptTitles() {
        return world.store.list("pair", LinkStatus.SYNCED, null, 10).stream()
                .flatMap(link -> world.engine.keptVersions(world.pair(), link.id()).stream())
                .map(CalendarEvent::title)
                .toList();
    }

    @Test
    void anEditWinsWholeOverADayThatTheOtherSideCalledOff() {
        callOffOnTheRightAndEditOnTheLeft();

        world.settles();

        assertThat(onBothSides().title()).isEqualTo(EDITED);
        assertThat(onBothSides().status()).isEqualTo(EventStatus.CONFIRMED);
    }

    @Test
    void soItDoesTheOtherWayRound() {
        callOff(world.left);
        edit(world.right);

        world.settles();

        assertThat(onBothSides().title()).isEqualTo(EDITED);
        assertThat(onBothSides().status()).isEqualTo(EventStatus.CONFIRMED);
    }

    @Test
    void thePolicyIsAskedAsAboutADeletion() {
        List<Conflict<CalendarEvent>> asked = new ArrayList<>();
        world = metUnder(conflict -> {
            asked.add(conflict);
            return Resolution.keep(Side.LEFT);
        });
        callOffOnTheRightAndEditOnTheLeft();

        world.settles();

        assertThat(asked).isNotEmpty().allSatisfy(conflict -> {
            assertThat(conflict.deletedOn()).contains(Side.RIGHT);
            assertThat(conflict.fields()).isEmpty();
        });
    }

    @Test
    void whereTheRulesPreferTheSideThatCalledItOffTheEditIsKept() {
        world = metUnder(ConflictPolicy.prefer(Side.RIGHT));
        callOffOnTheRightAndEditOnTheLeft();

        world.settles();

        assertThat(onBothSides().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(onBothSides().title()).isEmpty();
        assertThat(keptTitles()).contains(EDITED);
    }

    @Test
    void somebodyIsAskedBeforeAnythingOfItIsWritten() {
        world = metUnder(ConflictPolicy.askSomeone());
        callOffOnTheRightAndEditOnTheLeft();

        world.settles();

        assertThat(world.left.contents()).extracting(CalendarEvent::title).contains(EDITED);
        assertThat(world.right.contents()).extracting(CalendarEvent::status).contains(EventStatus.CANCELLED);
        assertThat(world.store.list("pair", LinkStatus.CONFLICT, null, 10))
                .singleElement()
                .satisfies(link -> assertThat(link.problem())
                        .extracting("what")
                        .isEqualTo("one side deleted it, the other edited it"));
    }

    @Test
    void whatIsDecidedThenHoldsForTheWholeOccurrence() {
        world = metUnder(ConflictPolicy.askSomeone());
        callOffOnTheRightAndEditOnTheLeft();
        world.settles();

        world.engine.resolve(world.pair(), world.engine.conflicts(world.pair()).get(0), Resolution.keep(Side.RIGHT));
        world.settles();

        assertThat(onBothSides().title()).isEmpty();
        assertThat(keptTitles()).contains(EDITED);
    }

    @Test
    void aDayThatOneSideCallsOffIsKeptAsItWasOnTheOther() {
        callOff(world.right);

        var report = world.sync();
        world.settles();

        assertThat(onBothSides().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(keptTitles()).contains("in room 2");
        assertThat(report.steps())
                .filteredOn(step -> step.action() == Action.OVERRULE)
                .singleElement()
                .satisfies(step -> assertThat(step.why()).isEqualTo("deleted on the right side; this version is kept"));
    }

    @Test
    void twoSidesThatCalledItOffAgree() {
        callOff(world.left);
        callOff(world.right);

        world.settles();

        assertThat(onBothSides().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(keptTitles()).isEmpty();
    }

    @Test
    void aDayThatIsCalledInAgainTravelsLikeAnyEdit() {
        callOff(world.right);
        world.settles();
        CalendarEvent before = EventWorld.occurrence("series", EventWorld.monday(1), 10, EDITED);
        String hole = World.find(world.left, event -> event.status() == EventStatus.CANCELLED);

        world.left.edit(hole, event -> before);
        world.settles();

        assertThat(onBothSides()).isEqualTo(before);
    }

    @Test
    void aHoleDoesNotEmptyWhatItWasNeverInSyncWith() {
        callOff(world.right);
        world = metAnew(pair -> pair);

        world.settles();

        assertThat(onBothSides().title()).isEqualTo("in room 2");
        assertThat(onBothSides().status()).isEqualTo(EventStatus.CONFIRMED);
    }

    @Test
    void aRuleForTheFirstSyncHoldsForHolesToo() {
        callOff(world.right);
        world = metAnew(pair -> pair.firstSync(FirstSync.PREFER_RIGHT));

        world.settles();

        assertThat(onBothSides().status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(keptTitles()).contains("in room 2");
    }

    @Test
    void nothingOfEitherIsWrittenWhereBothAreToStayAsTheyAre() {
        callOff(world.right);
        world = metAnew(pair -> pair.firstSync(FirstSync.KEEP_BOTH_AS_THEY_ARE));
        List<CalendarEvent> left = List.copyOf(world.left.contents());
        List<CalendarEvent> right = List.copyOf(world.right.contents());

        world.settles();

        assertThat(world.left.contents()).containsExactlyInAnyOrderElementsOf(left);
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(right);
    }

    /** The same two sides, with a store that knows nothing of them. */
    private EventWorld metAnew(UnaryOperator<SyncPair.Builder<CalendarEvent>> rules) {
        EventWorld anew = new EventWorld(side -> side, rules);
        copy(world.left, anew.left);
        copy(world.right, anew.right);
        return anew;
    }

    private static void copy(InMemoryReplica<CalendarEvent> from, InMemoryReplica<CalendarEvent> to) {
        String series = EventWorld.series(from);
        String copied = to.put(requireNonNull(from.records().get(series)));
        from.records().values().stream()
                .filter(CalendarEvent::isOccurrence)
                .forEach(occurrence -> to.putChild(copied, occurrence));
    }
}
