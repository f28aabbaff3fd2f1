package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.SyncReport;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.LinkStatus;
import org.junit.jupiter.api.Test;

/** Sides that give an id a second time, as a folder does whose files are named after their events. */
class ReusedIdsTest {

    private record Card(String id, String title) {}

    private static final Card CARD = new Card("card", "as it was");

    private final World<Card> world = new World<>(
            RecordType.of(Card.class), side -> side, side -> side.recognising(Recognition.BY_IDENTITY), pair -> pair);

    /** The card was on both sides, under the id "card" on the right one, and is deleted on both. */
    private void deletedEverywhere() {
        world.left.put("row 1", CARD);
        world.settles();
        world.left.remove("row 1");
        world.settles();
        assertThat(world.right.contents()).isEmpty();
    }

    @Test
    void aRecordThatIsMadeAnewUnderTheIdOfADeletedOneIsLinkedOnce() {
        deletedEverywhere();
        world.left.put("row 2", CARD);

        world.settles();

        assertThat(world.right.records()).containsOnlyKeys("card");
        assertThat(world.engine.status(world.pair()).count(LinkStatus.SYNCED)).isEqualTo(1);
    }

    @Test
    void anEditOfTheRecordThatWasMadeAnewTravels() {
        deletedEverywhere();
        world.left.put("row 2", CARD);
        world.settles();

        world.right.edit("card", card -> new Card(card.id(), "edited"));
        world.settles();

        assertThat(world.left.contents()).extracting(Card::title).containsExactly("edited");
    }

    @Test
    void aCreateThatMeetsTheRecordOfAnotherLinkFailsAndSaysWhy() {
        world.left.put("row 1", CARD);
        world.settles();
        world.left.put("row 2", new Card("card", "another"));

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.CREATE)).isZero();
        assertThat(world.engine.status(world.pair()).stuck())
                .singleElement()
                .satisfies(link ->
                        assertThat(link.problem()).extracting("what").asString().contains("one record for two"));
        assertThat(world.right.contents()).containsExactly(CARD);
    }
}
