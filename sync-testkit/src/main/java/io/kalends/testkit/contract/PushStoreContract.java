package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Side;
import io.kalends.sync.push.DuePair;
import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Watch;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of {@link PushStore}. A store's own test extends it and opens stores. */
public abstract class PushStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123Z");
    private static final Instant PAST = Instant.EPOCH;
    private static final WatchedCollection WORK = new WatchedCollection("google", "alice", "work");
    private static final WatchedCollection OTHERS = new WatchedCollection("google", "bob", "work");

    private PushStore store;

    protected PushStoreContract() {}

    /** A new store that knows nothing. Each test opens one and closes it. */
    protected abstract PushStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Watch watch(WatchedCollection of, Instant checkAt, Instant claimedUntil, long version) {
        List<WatchedPair> pairs = List.of(new WatchedPair("alice: work & more\n", Side.LEFT), WatchedPair.of("päir"));
        return new Watch(of, pairs, Watch.State.PUSH, checkAt, claimedUntil, version);
    }

    private static PushChannel channel(String id, WatchedCollection of, @Nullable String handle, long version) {
        return new PushChannel(
                id, of, "ab".repeat(32), handle, PushChannel.State.OPENING, NOW, NOW.plusSeconds(60), -1, version);
    }

    private static DuePair pair(String id, Instant dueAt, Instant notBefore, long version) {
        return new DuePair(id, Duration.ofMinutes(15), dueAt, notBefore, false, null, false, 0, version);
    }

    @Test
    void givesAWatchBackAsItWasPut() {
        Watch watch = watch(WORK, NOW, PAST, Long.MIN_VALUE);

        assertThat(store.replaceWatch(null, watch)).isTrue();

        assertThat(store.watch(WORK)).contains(watch);
        assertThat(store.watch(OTHERS)).isEmpty();
    }

    @Test
    void keepsTimesThatNeverCome() {
        Instant never = Instant.parse("9999-12-31T00:00:00Z");
        Watch watch = watch(WORK, never, PAST, 1);
        DuePair pair = pair("p", never, never, 1);

        store.replaceWatch(null, watch);
        store.replacePair(null, pair);

        assertThat(store.watch(WORK)).contains(watch);
        assertThat(store.pair("p")).contains(pair);
        assertThat(store.watchesToCheck(NOW, 9)).isEmpty();
        assertThat(store.duePairs(NOW, 9)).isEmpty();
    }

    @Test
    void findsAnAccountsWatchesAndNoOthers() {
        Watch work = watch(WORK, NOW, PAST, 1);
        Watch home = watch(new WatchedCollection("google", "alice", "home"), NOW, PAST, 2);
        Watch elsewhere = watch(new WatchedCollection("microsoft", "alice", "work"), NOW, PAST, 3);
        for (Watch watch : List.of(work, home, elsewhere, watch(OTHERS, NOW, PAST, 4))) {
            store.replaceWatch(null, watch);
        }

        assertThat(store.watchesOf("google", "alice")).containsExactlyInAnyOrder(work, home);
        assertThat(store.watchesOf("google", "Alice")).isEmpty();
    }

    @Test
    void findsACollectionsWatchesOfWhateverAccount() {
        Watch alices = watch(WORK, NOW, PAST, 1);
        Watch bobs = watch(new WatchedCollection("google", "bob", WORK.collection()), NOW, PAST, 2);
        Watch elsewhere = watch(new WatchedCollection("microsoft", "alice", WORK.collection()), NOW, PAST, 3);
        Watch other = watch(new WatchedCollection("google", "alice", WORK.collection() + "2"), NOW, PAST, 4);
        for (Watch watch : List.of(alices, bobs, elsewhere, other)) {
            store.replaceWatch(null, watch);
        }

        assertThat(store.watchesOn("google", WORK.collection())).containsExactlyInAnyOrder(alices, bobs);
        assertThat(store.watchesOn("google", "nowhere")).isEmpty();
    }

    @Test
    void givesAChannelBackAsItWasPut() {
        PushChannel opening = channel("c1", WORK, null, 1);
        PushChannel open = new PushChannel(
                "c1", WORK, "cd".repeat(32), "handle", PushChannel.State.OPEN, NOW, NOW.plusSeconds(9), 7, 2);
        store.replaceChannel(null, opening);
        assertThat(store.channel("c1")).contains(opening);

        assertThat(store.replaceChannel(opening, open)).isTrue();

        assertThat(store.channel("c1")).contains(open);
    }

    @Test
    void givesADuePairBackAsItWasPut() {
        DuePair.Named named = new DuePair.Named(Side.RIGHT, "event-1");
        DuePair marked = new DuePair("p", null, NOW, PAST, true, named, true, 3, Long.MAX_VALUE);
        store.replacePair(null, pair("p", NOW, PAST, 1));

        assertThat(store.replacePair(pair("p", NOW, PAST, 1), marked)).isTrue();

        assertThat(store.pair("p")).contains(marked);
        assertThat(store.pair("q")).isEmpty();
    }

    @Test
    void refusesWhatWasDecidedOnAnOlderVersion() {
        store.replaceWatch(null, watch(WORK, NOW, PAST, 2));
        store.replaceChannel(null, channel("c", WORK, null, 2));
        store.replacePair(null, pair("p", NOW, PAST, 2));

        assertThat(store.replaceWatch(watch(WORK, NOW, PAST, 1), watch(WORK, NOW, NOW, 3)))
                .isFalse();
        assertThat(store.replaceChannel(channel("c", WORK, null, 1), channel("c", WORK, "h", 3)))
                .isFalse();
        assertThat(store.replacePair(pair("p", NOW, PAST, 1), pair("p", PAST, PAST, 3)))
                .isFalse();

        assertThat(store.watch(WORK)).contains(watch(WORK, NOW, PAST, 2));
        assertThat(store.channel("c")).contains(channel("c", WORK, null, 2));
        assertThat(store.pair("p")).contains(pair("p", NOW, PAST, 2));
    }

    @Test
    void refusesToRemoveAnOlderVersionAndRemovesTheOneThatIsThere() {
        store.replaceWatch(null, watch(WORK, NOW, PAST, 2));
        store.replaceChannel(null, channel("c", WORK, null, 2));
        store.replacePair(null, pair("p", NOW, PAST, 2));

        assertThat(store.replaceWatch(watch(WORK, NOW, PAST, 1), null)).isFalse();
        assertThat(store.replaceChannel(channel("c", WORK, null, 1), null)).isFalse();
        assertThat(store.replacePair(pair("p", NOW, PAST, 1), null)).isFalse();
        assertThat(store.replaceWatch(watch(WORK, NOW, PAST, 2), null)).isTrue();
        assertThat(store.replaceChannel(channel("c", WORK, null, 2), null)).isTrue();
        assertThat(store.replacePair(pair("p", NOW, PAST, 2), null)).isTrue();

        assertThat(store.watch(WORK)).isEmpty();
        assertThat(store.channel("c")).isEmpty();
        assertThat(store.pair("p")).isEmpty();
    }

    @Test
    void refusesASecondRowOfOneNameAndAChangeOfNone() {
        store.replaceWatch(null, watch(WORK, NOW, PAST, 1));
        store.replaceChannel(null, channel("c", WORK, null, 1));
        store.replacePair(null, pair("p", NOW, PAST, 1));

        assertThat(store.replaceWatch(null, watch(WORK, NOW, PAST, 2))).isFalse();
        assertThat(store.replaceChannel(null, channel("c", OTHERS, null, 2))).isFalse();
        assertThat(store.replacePair(null, pair("p", NOW, PAST, 2))).isFalse();
        assertThat(store.replacePair(pair("q", NOW, PAST, 1), pair("q", NOW, PAST, 2)))
                .isFalse();
        assertThat(store.pair("q")).isEmpty();
    }

    @Test
    void listsTheChannelsOfOneCollection() {
        store.replaceChannel(null, channel("c1", WORK, null, 1));
        store.replaceChannel(null, channel("c2", WORK, "h", 2));
        store.replaceChannel(null, channel("c3", OTHERS, "h", 3));

        assertThat(store.channels(WORK)).extracting(PushChannel::id).containsExactlyInAnyOrder("c1", "c2");
    }

    @Test
    void listsWatchesToCheckThatNobodyClaimedTheLongestOverdueFirst() {
        WatchedCollection third = new WatchedCollection("ics", "alice", "work");
        WatchedCollection fourth = new WatchedCollection("ics", "bob", "work");
        store.replaceWatch(null, watch(WORK, NOW, PAST, 1));
        store.replaceWatch(null, watch(OTHERS, NOW.minusSeconds(1), NOW, 2));
        store.replaceWatch(null, watch(third, NOW.plusMillis(1), PAST, 3));
        store.replaceWatch(null, watch(fourth, NOW.minusSeconds(9), NOW.plusMillis(1), 4));

        assertThat(store.watchesToCheck(NOW, 9)).extracting(Watch::of).containsExactly(OTHERS, WORK);
        assertThat(store.watchesToCheck(NOW, 1)).extracting(Watch::of).containsExactly(OTHERS);
    }

    @Test
    void listsPairsThatAreDueAndNotHeldBackTheLongestOverdueFirst() {
        store.replacePair(null, pair("now", NOW, NOW, 1));
        store.replacePair(null, pair("overdue", NOW.minusSeconds(1), PAST, 2));
        store.replacePair(null, pair("later", NOW.plusMillis(1), PAST, 3));
        store.replacePair(null, pair("held", NOW.minusSeconds(9), NOW.plusMillis(1), 4));

        assertThat(store.duePairs(NOW, 9)).extracting(DuePair::pair).containsExactly("overdue", "now");
        assertThat(store.duePairs(NOW, 1)).extracting(DuePair::pair).containsExactly("overdue");
    }

    @Test
    void letsOneOfManyRivalsWin() throws InterruptedException, ExecutionException {
        DuePair before = pair("p", NOW, PAST, 1);
        List<Callable<Boolean>> inserts = LongStream.range(10, 18)
                .<Callable<Boolean>>mapToObj(version -> () -> store.replacePair(null, pair("q", NOW, PAST, version)))
                .toList();
        List<Callable<Boolean>> changes = LongStream.range(10, 18)
                .<Callable<Boolean>>mapToObj(version -> () -> store.replacePair(before, pair("p", NOW, PAST, version)))
                .toList();
        store.replacePair(null, before);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            assertThat(wins(threads.invokeAll(inserts))).isEqualTo(1);
            assertThat(wins(threads.invokeAll(changes))).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wins(List<Future<Boolean>> answers) throws InterruptedException, ExecutionException {
        int wins = 0;
        for (Future<Boolean> answer : answers) {
            wins += answer.get() ? 1 : 0;
        }
        return wins;
    }
}
