package io.kalends.sync.internal;

import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkBuilder;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What people asked of a pair since its last run: retries, decisions, approvals. */
final class Wishes<R> {

    private static final int BATCH = 200;

    private final RunContext<R> run;
    private final List<Request> requests;
    private final Map<String, Request> decisions = new HashMap<>();
    private final Set<String> approvals = new HashSet<>();
    private final List<Request> records = new ArrayList<>();

    Wishes(RunContext<R> run, List<Request> requests) {
        this.run = run;
        this.requests = requests;
    }

    /** What was decided about a link, if it still shows the versions that were decided on. */
    Optional<Resolution<R>> decision(Link link) {
        return Optional.ofNullable(decisions.get(link.id()))
                .flatMap(request -> new Decisions<>(run.rules().type())
                        .read(request.payload(), Decisions.seen(link, run.prints())));
    }

    /** Ids of a side's records to look at, whatever the listings say of them. */
    List<String> records(Side side) {
        return records.stream()
                .filter(request -> request.side() == side)
                .map(Request::recordId)
                .toList();
    }

    /** Whether everything is to be tried again. */
    boolean retriesAll() {
        return requests.stream()
                .anyMatch(request ->
                        request.kind() == Request.Kind.RETRY && request.target().isEmpty());
    }

    Set<String> approvals() {
        return approvals;
    }

    /** Makes due what was asked for. */
    void grant() {
        for (Request request : requests) {
            switch (request.kind()) {
                case AGAIN, LOOK_AGAIN -> {}
                case RETRY -> retry(request.target());
                case RESOLVE -> resolve(request);
                case APPROVE -> approve(request.target());
                case RECORD -> records.add(request);
            }
        }
    }

    private void retry(String linkId) {
        if (linkId.isEmpty()) {
            all(LinkStatus.FAILED, link -> true);
            all(LinkStatus.PENDING, link -> link.attempts() > 0);
            return;
        }
        Changes changes = new Changes();
        run.store().links(run.pairId(), List.of(linkId)).forEach(link -> changes.put(freed(link)));
        run.commit(changes);
    }

    private void resolve(Request request) {
        decisions.put(request.target(), request);
        Changes changes = new Changes();
        run.store()
                .links(run.pairId(), List.of(request.target()))
                .forEach(link -> changes.put(link.change().due(Observer.AT_ONCE).build()));
        run.commit(changes);
    }

    private void approve(String approval) {
        approvals.add(approval);
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), LinkStatus.HELD, after, BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                if (approval.equals(link.held())) {
                    changes.put(link.change().due(Observer.AT_ONCE).build());
                }
            }
            run.commit(changes);
        } while (links.size() == BATCH);
    }

    private void all(LinkStatus status, Predicate<Link> which) {
        String after = null;
        List<Link> links;
        do {
            links = run.store().list(run.pairId(), status, after, BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                if (which.test(link)) {
                    changes.put(freed(link));
                }
            }
            run.commit(changes);
        } while (links.size() == BATCH);
    }

    private Link freed(Link link) {
        LinkBuilder freed = link.change();
        for (Side side : Side.values()) {
            Observation alone = link.on(side.other()).isEmpty() ? link.on(side).orElse(null) : null;
            if (alone != null) {
                // A copy that outlived its original is a record of its own from here on.
                freed.on(side, alone.withOrigin(run.rules().originOf(side, alone.id())));
            }
        }
        return freed.unburdened()
                .swings(Link.Swings.NONE)
                .status(LinkStatus.PENDING)
                .due(Observer.AT_ONCE)
                .build();
    }

    /**
     * In the run's last transaction: a run that dies before does it all again. A decision stays as long as its writes are
     * still to be made; what cannot be read is no wish any more, but looked at again by itself.
     */
    void done(Changes changes) {
        requests.stream()
                .filter(request -> request.kind() != Request.Kind.LOOK_AGAIN)
                .filter(request -> request.kind() != Request.Kind.RESOLVE || !isPending(request.target()))
                .forEach(changes::done);
    }

    private boolean isPending(String linkId) {
        return run.store().links(run.pairId(), List.of(linkId)).stream().anyMatch(link -> link.due() != null);
    }
}
