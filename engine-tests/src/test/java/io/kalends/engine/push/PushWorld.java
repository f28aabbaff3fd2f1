package io.kalends.engine.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.push.InMemoryPushStore;
import io.kalends.sync.push.PushChannel;
import io.kalends.sync.push.PushService;
import io.kalends.sync.push.PushStore;
import io.kalends.sync.push.Ran;
import io.kalends.sync.push.WatchedCollection;
import io.kalends.sync.push.WatchedPair;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.PushSupport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.Crash;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A pair whose right side is watched, on a clock that the test sets. */
final class PushWorld {

    static final WatchedCollection WORK = new WatchedCollection("fake", "alice", "work");
    static final WatchedCollection OTHERS = new WatchedCollection("fake", "bob", "work");
    static final List<WatchedPair> PAIRS = List.of(WatchedPair.of("pair"));

    final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    final FakeChannels provider = new FakeChannels(clock, Duration.ofDays(7));
    final PushStore store = new InMemoryPushStore();
    final PushService service = service(store, 1);
    final InMemoryReplica<Note> left =
            InMemoryReplica.builder("left", Note.type()).clock(clock).build();
    final InMemoryReplica<Note> right =
            InMemoryReplica.builder("right", Note.type()).clock(clock).build();
    final SyncPair<Note> pair = SyncPair.between(left, right).id("pair").build();
    final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .random(new SplittableRandom(7))
            .node("node")
            .build();

    PushService service(PushStore through, long seed) {
        return PushService.builder()
                .store(through)
                .clock(clock)
                .random(new SplittableRandom(seed))
                .address("fake", URI.create("https://host.example/push/fake"))
                .build();
    }

    ProviderConnection connection() {
        return FakeChannels.connection(provider);
    }

    /** Subscribes, runs what the opening made due, and forgets what has happened so far. */
    ChannelRequest subscribed() {
        service.subscribe(connection(), WORK, PAIRS);
        after(Duration.ofSeconds(5));
        assertThat(runDue()).hasSize(1);
        left.log().clear();
        right.log().clear();
        return provider.only();
    }

    int tell(ChannelRequest channel, Kind kind, String... headers) {
        return tell(channel.id(), channel.secret(), kind, headers);
    }

    int tell(String channel, String secret, Kind kind, String... headers) {
        return service.notifications(provider)
                .handle(FakeChannels.message(channel, secret, kind, headers))
                .status();
    }

    void after(Duration time) {
        clock.advance(time);
    }

    List<Ran> runDue() {
        return service.runDue(engine, id -> id.equals("pair") ? Optional.of(pair) : Optional.empty());
    }

    /** What a process does that is killed at a step. */
    interface Doing {
        void with(PushService service, ProviderConnection connection);
    }

    /** Whether it was killed. */
    boolean killedAt(int step, Doing what) {
        Mortal process = new Mortal(step);
        PushStore mortalStore = process.through(PushStore.class, store);
        PushSupport mortalCalls = process.through(PushSupport.class, provider);
        try {
            what.with(service(mortalStore, 1_000 + step), FakeChannels.connection(mortalCalls));
        } catch (Crash e) {
            // What it did until then is what the next one finds.
        }
        return process.isDead();
    }

    /** As other processes do, for a while. */
    void isMaintained() {
        for (int i = 0; i < 4; i++) {
            after(Duration.ofMinutes(6));
            service.maintain(of -> Optional.of(connection()));
        }
    }

    List<PushChannel> rows(PushChannel.State state) {
        return store.channels(WORK).stream()
                .filter(channel -> channel.state() == state)
                .toList();
    }

    /** One channel works; any other that is open at the provider is known, and is left to end by itself. */
    void hasOneChannel() {
        assertThat(rows(PushChannel.State.OPENING)).isEmpty();
        assertThat(rows(PushChannel.State.OPEN)).singleElement().satisfies(channel -> {
            assertThat(provider.open).containsKey(channel.id());
            assertThat(channel.handle()).isEqualTo(FakeChannels.handle(channel.id()));
        });
        assertThat(Stream.concat(store.channels(WORK).stream(), store.channels(OTHERS).stream()))
                .extracting(PushChannel::id)
                .containsAll(provider.open.keySet());
    }
}
