package io.kalends.sync.store;

import io.kalends.sync.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link InMemorySyncStateStore} keeps of one pair. Guarded by the store's lock. */
final class MemoryPair {

    private final MemoryLinks links = new MemoryLinks();
    private final Map<Listing, Set<Long>> seen = new HashMap<>();
    private final List<KeptVersion> kept = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private PairState state = PairState.NEW;
    private @Nullable String node;
    private Instant until = Instant.MIN;
    private long fence;
    private long lastRequest;
    private long askedWhenTaken;

    private record Listing(Side side, long generation) {}

    /** The new fence; empty while another node holds the lease, which then finds a request to run again. */
    Optional<Long> acquire(String asking, Instant now, Duration length) {
        if (node != null && !node.equals(asking) && until.isAfter(now)) {
            requests.removeIf(request -> request.kind() == Request.Kind.AGAIN);
            request(new Request(0, Request.Kind.AGAIN, "", new byte[0]));
            return Optional.empty();
        }
        node = asking;
        until = now.plus(length);
        askedWhenTaken = lastRequest;
        return Optional.of(++fence);
    }

    boolean isOwned(long fence) {
        return node != null && this.fence == fence;
    }

    void prolong(Instant until) {
        this.until = until;
    }

    /** Gives the lease up; whether something was asked for meanwhile. */
    boolean release() {
        node = null;
        return requests.stream().anyMatch(request -> request.id() > askedWhenTaken);
    }

    void request(Request request) {
        requests.add(new Request(++lastRequest, request.kind(), request.target(), request.payload()));
    }

    /** What would break the rule that a record has one link; looked for before anything is changed. */
    Optional<String> clash(Changes changes) {
        return links.clash(changes.links(), changes.forgotten());
    }

    void apply(Changes changes) {
        changes.forgotten().forEach(link -> {
            links.remove(link);
            kept.removeIf(version -> version.link().equals(link));
        });
        links.putAll(changes.links());
        for (Changes.Seen marks : changes.seenMarks()) {
            Set<Long> ids =
                    seen.computeIfAbsent(new Listing(marks.side(), marks.generation()), listing -> new HashSet<>());
            for (long id : marks.ids()) {
                ids.add(id);
            }
        }
        Set<String> closed = Set.copyOf(changes.closedConflicts());
        kept.replaceAll(version -> closed.contains(version.link()) ? history(version) : version);
        kept.addAll(changes.kept());
        requests.removeIf(request -> changes.doneRequests().contains(request.id()));
        changes.newState().ifPresent(this::replaceState);
    }

    /** The marks of a listing go when the state says that it is over. */
    private void replaceState(PairState next) {
        for (Side side : Side.values()) {
            SideProgress.Listing before = state.on(side).listing();
            SideProgress.Listing after = next.on(side).listing();
            if (before != null && (after == null || after.generation() != before.generation())) {
                seen.remove(new Listing(side, before.generation()));
            }
        }
        state = next;
    }

    private static KeptVersion history(KeptVersion version) {
        return new KeptVersion(
                version.id(), version.link(), version.side(), version.at(), false, version.reason(), version.content());
    }

    List<Link> unseen(Side side, long generation, @Nullable String after, int max) {
        Set<Long> marks = seen.getOrDefault(new Listing(side, generation), Set.of());
        return links.where(
                after,
                max,
                link -> link.on(side)
                        .filter(Observation::isThere)
                        .filter(observation -> !marks.contains(RecordIds.hash(observation.id())))
                        .isPresent());
    }

    List<KeptVersion> kept(String link) {
        return kept.stream()
                .filter(version -> Objects.equals(version.link(), link))
                .toList();
    }

    /** Everything but the fence and the numbers of requests, which go on rising. */
    void forget() {
        links.clear();
        seen.clear();
        kept.clear();
        requests.clear();
        state = PairState.NEW;
        node = null;
    }

    MemoryLinks links() {
        return links;
    }

    PairState state() {
        return state;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }
}
