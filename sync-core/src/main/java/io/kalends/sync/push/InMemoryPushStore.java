package io.kalends.sync.push;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory: for tests, and for hosts of one process that subscribe again when they start. */
public final class InMemoryPushStore implements PushStore {

    private final Map<WatchedCollection, Watch> watches = new ConcurrentHashMap<>();
    private final Map<String, PushChannel> channels = new ConcurrentHashMap<>();
    private final Map<String, DuePair> pairs = new ConcurrentHashMap<>();

    @Override
    public Optional<Watch> watch(WatchedCollection of) {
        return Optional.ofNullable(watches.get(of));
    }

    @Override
    public List<Watch> watchesOf(String provider, String account) {
        return watches.values().stream()
                .filter(watch -> watch.of().provider().equals(provider)
                        && watch.of().account().equals(account))
                .toList();
    }

    @Override
    public List<Watch> watchesOn(String provider, String collection) {
        return watches.values().stream()
                .filter(watch -> watch.of().provider().equals(provider)
                        && watch.of().collection().equals(collection))
                .toList();
    }

    @Override
    public List<Watch> watchesToCheck(Instant now, int limit) {
        return watches.values().stream()
                .filter(watch ->
                        !watch.checkAt().isAfter(now) && !watch.claimedUntil().isAfter(now))
                .sorted(Comparator.comparing(Watch::checkAt))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean replaceWatch(@Nullable Watch before, @Nullable Watch after) {
        WatchedCollection key = before != null ? before.of() : after != null ? after.of() : null;
        return key == null || replace(watches, key, before, after, Watch::version);
    }

    @Override
    public Optional<PushChannel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    @Override
    public List<PushChannel> channels(WatchedCollection of) {
        return channels.values().stream()
                .filter(channel -> channel.of().equals(of))
                .toList();
    }

    @Override
    public boolean replaceChannel(@Nullable PushChannel before, @Nullable PushChannel after) {
        String key = before != null ? before.id() : after != null ? after.id() : null;
        return key == null || replace(channels, key, before, after, PushChannel::version);
    }

    @Override
    public Optional<DuePair> pair(String pair) {
        return Optional.ofNullable(pairs.get(pair));
    }

    @Override
    public List<DuePair> duePairs(Instant now, int limit) {
        return pairs.values().stream()
                .filter(pair -> pair.isDue(now))
                .sorted(Comparator.comparing(DuePair::dueAt))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean replacePair(@Nullable DuePair before, @Nullable DuePair after) {
        String key = before != null ? before.pair() : after != null ? after.pair() : null;
        return key == null || replace(pairs, key, before, after, DuePair::version);
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }

    private static <K, V> boolean replace(
            Map<K, V> rows, K key, @Nullable V before, @Nullable V after, ToLongFunction<V> version) {
        AtomicBoolean done = new AtomicBoolean();
        rows.compute(key, (same, found) -> {
            boolean fits = (found != null && before != null)
                    ? version.applyAsLong(found) == version.applyAsLong(before)
                    : Objects.equals(found, before);
            done.set(fits);
            return fits ? after : found;
        });
        return done.get();
    }
}
