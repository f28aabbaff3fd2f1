package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Family;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SyncReport;
import io.kalends.sync.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A side that tells of a series' occurrences with the series, and never of one alone. */
class WholeFamiliesTest {

    private static final String EXCLUDED = "excluded";

    private final EventWorld world = new EventWorld();
    private final List<Entry<CalendarEvent>> family = new ArrayList<>();

    private String series = "";

    /** From here on the right side's changes are the series, and what is in its family. */
    private void tellsFamilies(@Nullable String revision) {
        world.putSeries();
        world.settles();
        series = EventWorld.series(world.right);
        world.rightThrough(side -> telling(side, revision));
        world.sync();
    }

    private Replica<CalendarEvent> telling(Replica<CalendarEvent> side, @Nullable String revision) {
        ReplicaSession<CalendarEvent> session = side.open();
        ChangeSource<CalendarEvent> source = new ChangeSource<>() {
            @Override
            public ChangePage<CalendarEvent> changes(ChangeRequest request) {
                ChangePage<CalendarEvent> page = session.source().changes(request);
                List<Entry<CalendarEvent>> told = new ArrayList<>(page.entries());
                told.removeIf(entry -> !entry.id().equals(series));
                boolean whole = page.listing() == Listing.DELTA && !told.isEmpty();
                told.addAll(whole ? family : List.of());
                return page.listing() == Listing.DELTA
                        ? new ChangePage<>(
                                told,
                                page.next(),
                                page.more(),
                                page.listing(),
                                whole ? Set.of(new Family(series, revision)) : Set.of())
                        : page;
            }

            @Override
            public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
                return session.source().fetch(request);
            }
        };
        return Replica.of(
                side.id(), side.type(), side.traits(), source, session.sink().orElseThrow());
    }

    private Versioned<CalendarEvent> occurrence(String title) {
        return world.right.find(EventWorld.titled(world.right, title)).orElseThrow();
    }

    private static List<String> titles(List<CalendarEvent> events) {
        return events.stream().map(CalendarEvent::title).toList();
    }

    @Test
    void anOccurrenceThatIsNotToldWithItsFamilyIsGone() {
        tellsFamilies(null);
        family.add(Entry.present(occurrence("in room 4")));
        world.right.remove(EventWorld.titled(world.right, "in room 2"));
        EventWorld.retitle(world.right, series, "Retro");

        world.sync();

        assertThat(titles(world.left.contents())).containsExactlyInAnyOrder("Retro", "in room 4");
    }

    @Test
    void anOccurrenceThatIsThereAllTheSameStays() {
        tellsFamilies(null);
        EventWorld.retitle(world.right, series, "Retro");

        world.sync();

        assertThat(titles(world.left.contents())).containsExactlyInAnyOrder("Retro", "in room 2", "in room 4");
    }

    @Test
    void aSeriesThatIsGoneTakesItsFamilyAlong() {
        tellsFamilies(null);
        world.right.remove(series);

        world.sync();

        assertThat(world.left.contents()).isEmpty();
    }

    @Test
    void ofOccurrencesWithAnotherRevisionNothingIsSaid() {
        tellsFamilies(EXCLUDED);
        EventWorld.retitle(world.right, series, "Retro");

        SyncReport report = world.sync();

        assertThat(report.right().fetches()).isZero();
        assertThat(titles(world.left.contents())).containsExactlyInAnyOrder("Retro", "in room 2", "in room 4");
    }

    @Test
    void anOccurrenceThatOnlyItsFamilyCallsOffIsLookedAtFirst() {
        tellsFamilies(EXCLUDED);
        Versioned<CalendarEvent> known = occurrence("in room 2");
        family.add(Entry.present(new Versioned<>(
                known.id(),
                EXCLUDED,
                known.record().toBuilder().status(EventStatus.CANCELLED).build(),
                world.clock.instant(),
                series,
                Set.of(),
                Set.of(),
                null)));
        EventWorld.retitle(world.right, series, "Retro");

        world.sync();

        assertThat(world.left.contents())
                .filteredOn(event -> event.title().equals("in room 2"))
                .singleElement()
                .extracting(CalendarEvent::status)
                .isEqualTo(EventStatus.CONFIRMED);
    }
}
