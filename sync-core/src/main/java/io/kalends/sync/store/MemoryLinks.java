package io.kalends.sync.store;

import io.kalends.sync.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pair's links and the indexes over them. Guarded by the store's lock. */
final class MemoryLinks {

    private final NavigableMap<String, Link> byId = new TreeMap<>();
    private final NavigableMap<String, Link> waiting = new TreeMap<>();
    private final NavigableMap<String, Link> intended = new TreeMap<>();
    private final Map<Key, Set<String>> index = new HashMap<>();

    /** What links are found by. */
    private enum By {
        RECORD,
        PARENT,
        IDENTITY,
        CONTENT,
        ORIGIN
    }

    private record Key(Side side, By by, Object value) {}

    /** What would be linked twice if these links were put and those removed. */
    Optional<String> clash(List<Link> put, List<String> removed) {
        Map<String, Link> last = new LinkedHashMap<>();
        put.forEach(link -> last.put(link.id(), link));
        Map<Key, String> taken = new HashMap<>();
        for (Link link : last.values()) {
            for (Side side : Side.values()) {
                Observation half = link.on(side).orElse(null);
                if (half == null) {
                    continue;
                }
                Key record = new Key(side, By.RECORD, half.id());
                String before = taken.put(record, link.id());
                boolean stays = found(record).stream().anyMatch(id -> !last.containsKey(id) && !removed.contains(id));
                if (before != null || stays) {
                    return Optional.of(half.id() + " on the " + side.label());
                }
            }
        }
        return Optional.empty();
    }

    void putAll(List<Link> links) {
        for (Link link : links) {
            remove(link.id());
            byId.put(link.id(), link);
            if (link.due() != null) {
                waiting.put(link.id(), link);
            }
            if (link.intent() != null) {
                intended.put(link.id(), link);
            }
            keys(link)
                    .forEach(key ->
                            index.computeIfAbsent(key, k -> new HashSet<>()).add(link.id()));
        }
    }

    void remove(String id) {
        Link link = byId.remove(id);
        if (link == null) {
            return;
        }
        waiting.remove(id);
        intended.remove(id);
        for (Key key : keys(link)) {
            Set<String> ids = index.getOrDefault(key, Set.of());
            ids.remove(id);
            if (ids.isEmpty()) {
                index.remove(key);
            }
        }
    }

    void clear() {
        byId.clear();
        waiting.clear();
        intended.clear();
        index.clear();
    }

    List<Link> ofIds(Collection<String> ids) {
        return new TreeSet<>(ids)
                .stream().filter(byId::containsKey).map(byId::get).toList();
    }

    List<Link> ofRecords(Side side, Collection<String> ids) {
        return ofKeys(ids.stream().map(id -> new Key(side, By.RECORD, id)).toList());
    }

    List<Link> children(Side side, Collection<String> parents) {
        return ofKeys(parents.stream().map(id -> new Key(side, By.PARENT, id)).toList());
    }

    List<Link> alike(Side side, Collection<Long> identities, Collection<Long> contents, Collection<String> origins) {
        List<Key> keys = new ArrayList<>();
        identities.forEach(identity -> keys.add(new Key(side, By.IDENTITY, identity)));
        contents.forEach(content -> keys.add(new Key(side, By.CONTENT, content)));
        origins.forEach(origin -> keys.add(new Key(side, By.ORIGIN, origin)));
        return ofKeys(keys);
    }

    List<Link> due(Instant now, @Nullable String after, int max) {
        return page(
                waiting, after, max, link -> link.due() != null && !link.due().isAfter(now));
    }

    List<Link> intended(@Nullable String after, int max) {
        return page(intended, after, max, link -> true);
    }

    List<Link> list(@Nullable LinkStatus status, @Nullable String after, int max) {
        return where(after, max, link -> status == null || link.status() == status);
    }

    List<Link> where(@Nullable String after, int max, Predicate<Link> wanted) {
        return page(byId, after, max, wanted);
    }

    Map<LinkStatus, Long> counts() {
        Map<LinkStatus, Long> counts = new EnumMap<>(LinkStatus.class);
        byId.values().forEach(link -> counts.merge(link.status(), 1L, Long::sum));
        return counts;
    }

    private static List<Link> page(
            NavigableMap<String, Link> links, @Nullable String after, int max, Predicate<Link> wanted) {
        return (after == null ? links : links.tailMap(after, false))
                .values().stream().filter(wanted).limit(max).toList();
    }

    private List<Link> ofKeys(Collection<Key> keys) {
        Set<String> ids = new TreeSet<>();
        keys.forEach(key -> ids.addAll(found(key)));
        return ofIds(ids);
    }

    private Set<String> found(Key key) {
        return index.getOrDefault(key, Set.of());
    }

    private static List<Key> keys(Link link) {
        List<Key> keys = new ArrayList<>();
        for (Side side : Side.values()) {
            link.on(side).ifPresent(half -> {
                keys.add(new Key(side, By.RECORD, half.id()));
                keys.add(new Key(side, By.CONTENT, half.content()));
                keys.add(new Key(side, By.ORIGIN, half.origin()));
                if (half.parent() != null) {
                    keys.add(new Key(side, By.PARENT, half.parent()));
                }
                // Zero says that the record has no identity, so it is like no other.
                if (half.identity() != 0) {
                    keys.add(new Key(side, By.IDENTITY, half.identity()));
                }
            });
        }
        return keys;
    }
}
