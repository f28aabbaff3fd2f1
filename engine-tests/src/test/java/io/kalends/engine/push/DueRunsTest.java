package io.kalends.engine.push;

import static io.kalends.engine.push.PushWorld.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.SyncPair;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Ran;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.CallHook.Moment;
import io.kalends.testkit.Crash;
import io.kalends.testkit.Note;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pairs run when they are due, once for a burst, and never less than once for a change. */
class DueRunsTest {

    private static final Duration DEBOUNCE = Duration.ofSeconds(5);

    private final PushWorld world = new PushWorld();
    private ChannelRequest channel;

    @BeforeEach
    void subscribe() {
        channel = world.subscribed();
    }

    private void changed() {
        world.tell(channel, Kind.CHANGED);
    }

    @Test
    void aChangeIsOnTheOtherSideAfterTheDebounce() {
        world.right.put(Note.titled("told by push"));
        changed();
        assertThat(world.runDue()).isEmpty();

        world.after(DEBOUNCE);
        world.runDue();

        assertThat(world.left.contents()).extracting(Note::title).containsExactly("told by push");
    }

    // E20
    @Test
    void aBurstOfAHundredIsOneRunAndIsNotPutOffForEver() {
        int runs = 0;
        for (int i = 0; i < 100; i++) {
            changed();
            world.after(Duration.ofMillis(49));
            runs += world.runDue().size();
        }
        assertThat(runs).isZero();

        world.after(Duration.ofMillis(100));
        assertThat(world.runDue()).hasSize(1);
        world.after(DEBOUNCE);
        assertThat(world.runDue()).isEmpty();
    }

    // E16
    @Test
    void theOneRecordThatWasNamedIsFetchedWithoutAListing() {
        String id = world.right.put(Note.titled("named"));
        world.tell(channel, Kind.CHANGED, "Record", id);
        world.after(DEBOUNCE);

        assertThat(world.runDue())
                .singleElement()
                .satisfies(ran ->
                        assertThat(ran.report().orElseThrow().right().total()).isPositive());

        assertThat(world.left.contents()).hasSize(1);
    }

    @Test
    void aPairThatIsNotifiedDuringItsOwnRunRunsOnceMore() {
        boolean[] once = {false};
        world.right.hook((call, moment) -> {
            if (moment == Moment.AFTER && call.operation().equals(Call.CHANGES) && !once[0]) {
                once[0] = true;
                world.right.put(Note.titled("during the run"));
                changed();
                changed();
            }
        });
        changed();
        world.after(DEBOUNCE);
        assertThat(world.runDue()).hasSize(1);
        assertThat(world.runDue()).isEmpty();

        world.after(DEBOUNCE);
        assertThat(world.runDue()).hasSize(1);

        assertThat(world.left.contents()).hasSize(1);
        world.after(DEBOUNCE);
        assertThat(world.runDue()).isEmpty();
    }

    @Test
    void twoNodesRunADuePairOnce() {
        int[] others = {0};
        world.right.hook((call, moment) -> others[0] += world.service(world.store, 9)
                .runDue(world.engine, id -> Optional.of(world.pair))
                .size());
        changed();
        world.after(DEBOUNCE);

        assertThat(world.runDue()).hasSize(1);

        assertThat(others[0]).isZero();
    }

    @Test
    void aRunThatDiedIsMadeAgain() {
        world.right.put(Note.titled("survives"));
        world.right.hook((call, moment) -> {
            throw new Crash("in the run");
        });
        changed();
        world.after(DEBOUNCE);
        PushStore takesThePair = new Mortal(4).through(PushStore.class, world.store);
        assertThatThrownBy(() -> world.service(takesThePair, 2).runDue(world.engine, id -> Optional.of(world.pair)))
                .isInstanceOf(Crash.class);
        world.right.hook(CallHook.NONE);

        world.after(Duration.ofMinutes(15));
        world.runDue();

        assertThat(world.left.contents()).hasSize(1);
    }

    @Test
    void anErrorOfOnePairCostsItItsTurnAndTheOthersNothing() {
        world.service.poll("fake", "broken");
        world.after(Duration.ofMinutes(5));

        assertThat(runWithABrokenPair())
                .extracting(Ran::pair, ran -> ran.failure().isPresent())
                .containsExactlyInAnyOrder(tuple("broken", true), tuple("pair", false));

        world.after(Duration.ofMinutes(1));
        assertThat(runWithABrokenPair()).extracting(Ran::pair).containsExactly("broken");
    }

    @Test
    void aPairThatNamesThatOfItsParentsRunsAfterIt() {
        SyncPair<Note> children = SyncPair.between(world.left, world.right)
                .id("a pair that would come first")
                .parentsIn("pair")
                .build();
        world.service.poll("fake", children.id());
        world.after(Duration.ofMinutes(15));

        List<Ran> ran =
                world.service.runDue(world.engine, id -> Optional.of(id.equals("pair") ? world.pair : children));

        assertThat(ran).extracting(Ran::pair).containsExactly("pair", children.id());
    }

    private List<Ran> runWithABrokenPair() {
        return world.service.runDue(world.engine, id -> {
            if (id.equals("broken")) {
                throw new NoClassDefFoundError("com/example/Broken");
            }
            return Optional.of(world.pair);
        });
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        world.right
                .faults()
                .calls()
                .down(() -> new RateLimitedException(
                        new Place("fake", "work"), "too many calls", "wait", Duration.ofMinutes(7)));
        changed();
        world.after(DEBOUNCE);
        assertThat(world.runDue())
                .singleElement()
                .satisfies(ran -> assertThat(ran.failure()).isPresent());
        world.right.faults().calls().up();

        changed();
        world.after(Duration.ofMinutes(7).minusSeconds(1));
        assertThat(world.runDue()).isEmpty();
        world.after(Duration.ofSeconds(1));
        assertThat(world.runDue())
                .singleElement()
                .satisfies(ran -> assertThat(ran.report()).isPresent());
    }

    @Test
    void failuresAreTriedAgainLessAndLessOften() {
        world.right.faults().calls().down();
        changed();
        int runs = 0;
        for (int second = 0; second < 3_600; second++) {
            world.after(Duration.ofSeconds(1));
            runs += world.runDue().size();
        }

        assertThat(runs).isBetween(5, 12);
    }

    @Test
    void anAccountThatIsToBeConnectedAgainIsLeftAloneUntilItIs() {
        world.right
                .faults()
                .calls()
                .down(() -> new AuthorizationException(new Place("fake", "work"), "revoked", "connect again"));
        changed();
        world.after(DEBOUNCE);
        assertThat(world.runDue()).hasSize(1);
        world.right.faults().calls().up();
        world.right.put(Note.titled("waits"));
        changed();
        world.after(Duration.ofMinutes(54));
        assertThat(world.runDue()).isEmpty();

        world.service.resume(WORK.provider(), WORK.account());
        world.runDue();

        assertThat(world.left.contents()).hasSize(1);
    }

    @Test
    void anAccountThatNobodySaidIsConnectedAgainIsTriedAgainEachHour() {
        world.right
                .faults()
                .calls()
                .down(() -> new AuthorizationException(new Place("fake", "work"), "revoked", "connect again"));
        changed();
        int tries = 0;
        for (int minute = 0; minute < 600; minute++) {
            changed();
            world.after(Duration.ofMinutes(1));
            tries += world.runDue().size();
        }
        assertThat(tries).isEqualTo(10);
        world.right.faults().calls().up();
        world.right.put(Note.titled("waits"));

        world.after(Duration.ofHours(1));
        world.runDue();

        assertThat(world.left.contents()).hasSize(1);
    }

    // P4
    @Test
    void whatNoNotificationToldIsPolled() {
        world.right.put(Note.titled("never told"));
        world.after(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(world.runDue()).isEmpty();

        world.after(Duration.ofSeconds(1));
        assertThat(world.runDue()).hasSize(1);

        assertThat(world.left.contents()).hasSize(1);
    }

    // P4
    @Test
    void aPairThatTheHostRanLatelyIsNotPolled() {
        world.after(Duration.ofMinutes(4));
        world.engine.sync(world.pair);
        world.after(Duration.ofMinutes(1));
        assertThat(world.runDue()).isEmpty();

        world.after(Duration.ofMinutes(4));
        assertThat(world.runDue()).hasSize(1);
    }

    @Test
    void aPairThatTheHostCannotBuildIsDueAgainLater() {
        changed();
        world.after(DEBOUNCE);

        assertThat(world.service.runDue(world.engine, id -> {
                    throw new IllegalStateException("the host's fault");
                }))
                .singleElement()
                .satisfies(ran -> assertThat(ran.failure()).isPresent());

        world.after(Duration.ofMinutes(1));
        assertThat(world.runDue()).hasSize(1);
    }

    @Test
    void aPairThatIsNoMoreIsForgotten() {
        changed();
        world.after(DEBOUNCE);

        assertThat(world.service.runDue(world.engine, id -> Optional.empty())).isEmpty();

        assertThat(world.store.pair("pair")).isEmpty();
    }

    @Test
    void killedAnywhereAroundARunLosesNoMark() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            ChannelRequest watched = one.subscribed();
            one.right.put(Note.titled("kept"));
            one.tell(watched, Kind.CHANGED);
            one.after(DEBOUNCE);
            killed = one.killedAt(
                    steps, (service, connection) -> service.runDue(one.engine, id -> Optional.of(one.pair)));
            one.after(Duration.ofMinutes(15));
            one.runDue();
            assertThat(one.left.contents()).hasSize(1);
        }
        assertThat(steps).isGreaterThan(4);
    }

    @Test
    void whatAQuotaPutOffGoesOnBeforeTheNextPoll() {
        for (int i = 0; i < 5; i++) {
            world.left.put(Note.titled("note " + i));
        }
        world.right.faults().writes().defer(note -> note.title().endsWith("4"), "over the quota", null, 2);
        changed();
        world.after(DEBOUNCE);
        assertThat(world.runDue()).hasSize(1);
        assertThat(world.right.contents()).hasSize(4);

        world.after(Duration.ofMinutes(2));
        world.runDue();
        world.after(Duration.ofMinutes(4));
        world.runDue();

        assertThat(world.right.contents()).hasSize(5);
        world.after(Duration.ofMinutes(2));
        assertThat(world.runDue()).isEmpty();
    }
}
