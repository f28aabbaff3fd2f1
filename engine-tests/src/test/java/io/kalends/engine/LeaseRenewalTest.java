package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Mode;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncReport.Outcome;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run that is slow, but alive, keeps its lease of five minutes until it ends. */
class LeaseRenewalTest {

    private static final Duration TOO_SHORT_TO_RENEW_AT_ONCE = Duration.ofSeconds(140);

    private final SyncWorld world = new SyncWorld();
    private final SyncEngine otherNode = SyncEngine.builder()
            .store(world.store)
            .clock(world.clock)
            .node("another")
            .build();
    private final Set<Outcome> others = EnumSet.noneOf(Outcome.class);

    /** Every call of this operation is slow; after each, another node tries to get hold of the pair. */
    private CallHook slow(String operation) {
        return (call, moment) -> {
            if (call.operation().equals(operation) && moment == Moment.AFTER) {
                world.clock.advance(TOO_SHORT_TO_RENEW_AT_ONCE);
                others.add(otherNode.sync(world.pair()).outcome());
            }
        };
    }

    private void inSync(int notes) {
        SyncWorld.notes(notes).forEach(world.left::put);
        world.sync();
    }

    @Test
    void whileAStoreTakesItsTimeToMarkEveryLinkUnderNewRules() {
        inSync(601);
        world.rules(pair -> pair.filter("all", note -> true));
        world.calls.hook(slow("commit"));

        world.sync();

        assertThat(others).containsExactly(Outcome.BUSY);
    }

    @Test
    void whileASideTakesItsTimeToShowWhatItsListingLeftOut() {
        inSync(1_501);
        world.right.faults().reads().endListingAfter(0, Listing.FULL);
        world.right.hook(slow(Call.FETCH));

        world.engine.sync(world.pair(), Mode.FULL);

        assertThat(others).containsExactly(Outcome.BUSY);
    }
}
