package io.kalends.engine.push;

import static io.kalends.engine.push.PushWorld.OTHERS;
import static io.kalends.engine.push.PushWorld.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.TransientException;
import io.kalends.sync.push.DuePair;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification.Kind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only what is genuine and new makes a pair due. */
class NotificationsTest {

    private final PushWorld world = new PushWorld();
    private ChannelRequest channel;

    @BeforeEach
    void subscribe() {
        channel = world.subscribed();
    }

    private DuePair due() {
        return world.store.pair("pair").orElseThrow();
    }

    @Test
    void aGenuineOneMovesTheDueTimeByTheDebounce() {
        assertThat(world.tell(channel, Kind.CHANGED, "Number", "2")).isEqualTo(204);

        assertThat(due().notified()).isTrue();
        assertThat(due().dueAt()).isEqualTo(world.clock.instant().plusSeconds(5));
    }

    @Test
    void anUnknownChannelIsAnsweredWithoutWork() {
        assertThat(world.tell("nobody's", channel.secret(), Kind.CHANGED)).isEqualTo(204);

        assertThat(due().notified()).isFalse();
    }

    @Test
    void aWrongSecretIsAnsweredWithoutWork() {
        assertThat(world.tell(channel.id(), channel.secret() + "x", Kind.CHANGED))
                .isEqualTo(204);
        assertThat(world.tell(channel.id(), "", Kind.ENDED)).isEqualTo(204);

        assertThat(due().notified()).isFalse();
        assertThat(world.store.watch(WORK).orElseThrow().checkAt())
                .isAfter(world.clock.instant().plus(Duration.ofDays(4)));
    }

    @Test
    void theSecretOfAnotherAccountsChannelIsWrong() {
        world.service.subscribe(world.connection(), OTHERS, List.of(WatchedPair.of("other pair")));
        ChannelRequest other = world.provider.asked.get(1);

        world.tell(channel.id(), other.secret(), Kind.CHANGED);
        assertThat(due().notified()).isFalse();
        world.tell(other, Kind.CHANGED);

        assertThat(due().notified()).isFalse();
        assertThat(world.store.pair("other pair").orElseThrow().notified()).isTrue();
    }

    @Test
    void anotherHandleThanTheChannelsIsAnsweredWithoutWork() {
        assertThat(world.tell(channel, Kind.CHANGED, "Handle", "another resource"))
                .isEqualTo(204);
        assertThat(due().notified()).isFalse();

        world.tell(channel, Kind.CHANGED, "Handle", FakeChannels.handle(channel.id()));
        assertThat(due().notified()).isTrue();
    }

    @Test
    void giantNamesAreAnsweredWithoutWork() {
        String giant = "x".repeat(1 << 20);

        for (String name : List.of(giant, "\u0000", "", "'; --", channel.id() + "\uD83D")) {
            assertThat(world.tell(name, giant, Kind.CHANGED, "Handle", giant, "Number", "7"))
                    .isEqualTo(204);
        }
        assertThat(world.tell(channel.id(), giant, Kind.CHANGED, "Handle", giant))
                .isEqualTo(204);

        assertThat(due().notified()).isFalse();
    }

    @Test
    void replayedAndStaleNumbersAreAnsweredWithoutWork() {
        world.tell(channel, Kind.CHANGED, "Number", "7");
        world.after(Duration.ofSeconds(5));
        world.runDue();

        assertThat(world.tell(channel, Kind.CHANGED, "Number", "7")).isEqualTo(204);
        assertThat(world.tell(channel, Kind.CHANGED, "Number", "3")).isEqualTo(204);
        assertThat(due().notified()).isFalse();

        world.tell(channel, Kind.CHANGED, "Number", "8");
        assertThat(due().notified()).isTrue();
    }

    @Test
    void numbersOfOtherChannelsCountApart() {
        world.service.subscribe(world.connection(), OTHERS, List.of(WatchedPair.of("pair")));
        world.tell(channel, Kind.OPENED, "Number", "9");
        world.after(Duration.ofSeconds(5));
        world.runDue();

        world.tell(world.provider.asked.get(1), Kind.CHANGED, "Number", "2");

        assertThat(due().notified()).isTrue();
    }

    @Test
    void theOpeningOfAChannelIsNoChange() {
        world.tell(channel, Kind.OPENED, "Number", "1");

        assertThat(due().notified()).isFalse();
    }

    @Test
    void oneOfASignedEndpointNamesTheCollectionOfWhateverAccount() {
        world.service.subscribe(world.connection(), PushWorld.OTHERS, List.of(WatchedPair.of("bobs")));

        world.tell("", "", Kind.CHANGED, "Collection", "work", "Record", "r1");

        assertThat(due().single()).contains(new DuePair.Named(Side.RIGHT, "r1"));
        assertThat(world.store.pair("bobs").orElseThrow().notified()).isTrue();
    }

    @Test
    void oneOfASignedEndpointForACollectionThatNobodyWatchesIsAnsweredWithoutWork() {
        assertThat(world.tell("", "", Kind.CHANGED, "Collection", "nobody's")).isEqualTo(204);

        assertThat(due().notified()).isFalse();
    }

    @Test
    void missedNotificationsMakeTheWholePairDue() {
        world.tell(channel, Kind.MISSED, "Record", "r1");

        assertThat(due().notified()).isTrue();
        assertThat(due().single()).isEmpty();
    }

    // E16
    @Test
    void keepsTheOneRecordThatWasNamedAndTwoAreTheWholePair() {
        world.tell(channel, Kind.CHANGED, "Record", "r1");
        world.tell(channel, Kind.CHANGED, "Record", "r1");
        assertThat(due().single()).contains(new DuePair.Named(Side.RIGHT, "r1"));

        world.tell(channel, Kind.CHANGED, "Record", "r2");

        assertThat(due().single()).isEmpty();
        assertThat(due().notified()).isTrue();
    }

    @Test
    void asksForANotificationAgainThatCouldNotBeStored() {
        PushStore broken = (PushStore) Proxy.newProxyInstance(
                PushStore.class.getClassLoader(), new Class<?>[] {PushStore.class}, (proxy, method, args) -> {
                    throw new TransientException(new Place("store", ""), "down", "try again");
                });

        int status = world.service(broken, 3)
                .notifications(world.provider)
                .handle(FakeChannels.message(channel.id(), channel.secret(), Kind.CHANGED))
                .status();

        assertThat(status).isEqualTo(503);
    }

    @Test
    void killedAnywhereInANotificationIsMendedByItsRepetition() {
        int steps = 0;
        for (boolean killed = true; killed; steps++) {
            PushWorld one = new PushWorld();
            ChannelRequest watched = one.subscribed();
            killed = one.killedAt(
                    steps,
                    (service, connection) -> service.notifications(one.provider)
                            .handle(FakeChannels.message(watched.id(), watched.secret(), Kind.CHANGED, "Number", "2")));
            one.tell(watched, Kind.CHANGED, "Number", "2");
            assertThat(one.store.pair("pair").orElseThrow().notified()).isTrue();
        }
        assertThat(steps).isGreaterThan(6);
    }
}
