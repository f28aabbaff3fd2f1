package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Note;
import org.junit.jupiter.api.Test;

/** What a conflict says of itself, and what becomes of its second version. */
class ConflictsTest {

    private final Note standup = Note.titled("Standup");
    private final SyncWorld world = SyncWorld.with(pair -> pair.onConflict(ConflictPolicy.askSomeone()));

    private void assertParkedAs(String why) {
        assertThat(world.store.list("pair", LinkStatus.CONFLICT, null, 10))
                .singleElement()
                .satisfies(link -> assertThat(link.problem()).extracting("what").isEqualTo(why));
    }

    @Test
    void aConflictNamesTheFieldsThatBothSidesChanged() {
        String id = world.left.put(standup);
        world.settles();
        world.left.edit(id, note -> note.withTitle("left"));
        world.right.edit(world.rightId(standup), note -> note.withTitle("right"));

        world.settles();

        assertParkedAs("both sides changed [title]");
    }

    @Test
    void aConflictSaysThatOneSideDeletedTheRecord() {
        String id = world.left.put(standup);
        world.settles();
        world.left.remove(id);
        world.right.edit(world.rightId(standup), note -> note.withTitle("right"));

        world.settles();

        assertParkedAs("one side deleted it, the other edited it");
    }

    @Test
    void theSecondVersionOfAnOccurrenceBecomesAnEventOfItsOwn() {
        EventWorld events = new EventWorld(side -> side, pair -> pair.onConflict(ConflictPolicy.keepBoth()));
        events.putSeries();
        events.settles();
        String right = EventWorld.titled(events.right, "in room 2");
        EventWorld.retitle(events.left, EventWorld.titled(events.left, "in room 2"), "left");
        EventWorld.retitle(events.right, right, "right");

        events.settles();

        assertThat(events.left.contents())
                .extracting(CalendarEvent::title)
                .containsExactlyInAnyOrder("Standup", "left", "right", "in room 4");
        assertThat(events.left.contents())
                .filteredOn(event -> event.title().equals("right"))
                .noneMatch(CalendarEvent::isOccurrence);
        assertThat(events.right.contents()).containsExactlyInAnyOrderElementsOf(events.left.contents());
    }
}
