package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Action;
import io.kalends.sync.DeletionGuard;
import io.kalends.sync.RunBudget;
import io.kalends.sync.Side;
import io.kalends.sync.SyncReport;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.sync.store.LinkStatus;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.InMemoryReplicaBuilder;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Customers in a table whose e-mail address is unique: what is refused is tried again once there may be room for it. */
class UniqueValuesTest {

    private final SyncWorld world = new SyncWorld(side -> side, UniqueValuesTest::uniqueText, pair -> pair);

    private static InMemoryReplicaBuilder<Note> uniqueText(InMemoryReplicaBuilder<Note> side) {
        return side.unique(Note::text);
    }

    private static Note customer(String name, String mail) {
        return Note.titled(name).withText(mail);
    }

    private void moves(String name, String mail) {
        world.left.edit(world.leftId(Note.titled(name)), note -> note.withText(mail));
    }

    private int failed() {
        return (int) world.engine.status(world.pair()).count(LinkStatus.FAILED);
    }

    @Test
    void aNewCustomerTakesTheAddressOfOneThatWasDeleted() {
        String ann = world.left.put(customer("Ann", "a@example.org"));
        world.settles();
        world.left.remove(ann);
        Note anna = customer("Anna", "a@example.org");
        world.left.put(anna);

        SyncReport report = world.sync();

        world.agreesOn(anna);
        assertThat(report.tally().count(Action.FAIL)).isZero();
        world.settles();
    }

    @Test
    void aChainOfAnyLengthResolvesWhateverTheOrderOfItsRecords() {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            names.add("customer " + number);
        }
        names.forEach(name -> world.left.put(customer(name, name + "@example.org")));
        world.settles();
        Collections.reverse(names);
        String next = "new@example.org";
        for (String name : names) {
            moves(name, next);
            next = name + "@example.org";
        }

        world.sync();

        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
        assertThat(failed()).isZero();
        world.settles();
    }

    @Test
    void oneThatTakesTheAddressOfAHeldDeletionComesWithTheApproval() {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            ids.add(world.left.put(customer("customer " + number, number + "@example.org")));
        }
        world.settles();
        ids.subList(0, 30).forEach(world.left::remove);
        Note heir = customer("Heir", "7@example.org");
        world.left.put(heir);
        SyncReport held = world.sync();
        assertThat(failed()).isOne();

        world.engine.approve(world.pair(), held.heldUnder().get(0));
        world.sync();

        assertThat(failed()).isZero();
        assertThat(world.right.contents()).contains(heir).hasSize(11);
    }

    @Test
    void twoThatExchangeTheirAddressesAreGivenUpOnce() {
        world.left.put(customer("Ann", "a@example.org"));
        world.left.put(customer("Ben", "b@example.org"));
        world.settles();
        moves("Ann", "b@example.org");
        moves("Ben", "a@example.org");
        world.right.log().clear();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Side.RIGHT, Action.FAIL)).isEqualTo(2);
        assertThat(failed()).isEqualTo(2);
        assertThat(world.right.log().requests().writes())
                .as("nothing else was written")
                .isEqualTo(1);
        assertThat(world.sync().writes()).isZero();
    }

    @Test
    void aRefusalThatStaysIsGivenUpOnceAfterOneMoreTry() {
        world.left.put(customer("Ann", "a@example.org"));
        world.settles();
        world.left.put(customer("Anna", "a@example.org"));
        world.left.put(customer("Ben", "b@example.org"));
        world.right.log().clear();

        SyncReport report = world.sync();

        assertThat(report.tally().count(Action.FAIL)).isEqualTo(1);
        assertThat(failed()).isEqualTo(1);
        assertThat(world.right.log().requests().writes()).isEqualTo(2);
        assertThat(world.right.contents()).extracting(Note::title).containsExactlyInAnyOrder("Ann", "Ben");
    }

    @Test
    void whatIsRefusedBecauseOfAHeldRemovalFailsAndTheRemovalStaysHeld() {
        world.rules(pair -> pair.guard(new DeletionGuard(0, 0)));
        String ann = world.left.put(customer("Ann", "a@example.org"));
        world.settles();
        world.left.remove(ann);
        world.left.put(customer("Anna", "a@example.org"));

        SyncReport report = world.sync();

        assertThat(report.heldUnder()).isNotEmpty();
        assertThat(failed()).isEqualTo(1);
        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Ann");
    }

    @Test
    void aRunThatDiesAnywhereFailsNothing() {
        boolean killed = true;
        for (int place = 1; killed; place++) {
            UniqueValuesTest life = new UniqueValuesTest();
            String ann = life.world.left.put(customer("Ann", "a@example.org"));
            life.world.left.put(customer("Ben", "b@example.org"));
            life.world.settles();
            life.world.left.remove(ann);
            life.moves("Ben", "a@example.org");
            life.world.left.put(customer("Anna", "b@example.org"));
            killed = life.world.killedAt(place);

            life.world.settles();

            assertThat(life.world.right.contents()).as("killed at %d", place).hasSize(2);
            assertThat(life.failed()).as("killed at %d", place).isZero();
        }
    }

    @Test
    void aRunThatStopsBeforeItTriedAgainLeavesItToTheNext() {
        world.rules(pair -> pair.batchSize(1).budget(RunBudget.ofTime(Duration.ofMinutes(10))));
        String ann = world.left.put(customer("Ann", "a@example.org"));
        world.settles();
        world.left.remove(ann);
        world.left.put(customer("Anna", "a@example.org"));
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.WRITE)) {
                world.clock.advance(Duration.ofMinutes(11));
            }
        });

        assertThat(world.sync().outcome()).isEqualTo(Outcome.MORE);
        assertThat(failed()).isZero();
        world.right.hook(CallHook.NONE);
        world.clock.advance(Duration.ofMinutes(5));
        world.settles();

        assertThat(world.right.contents()).extracting(Note::title).containsExactly("Anna");
    }
}
