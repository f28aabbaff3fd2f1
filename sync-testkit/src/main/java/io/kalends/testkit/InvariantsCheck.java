package io.kalends.testkit;

import io.kalends.sync.Cursor;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import io.kalends.sync.store.Request;
import io.kalends.sync.store.SideProgress;
import io.kalends.sync.store.SyncStateStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for what must never be found in a store after a run, whatever happened in it: links that are both due and parked,
 * settled links with differing halves, records with two links, cursors that are ahead of what was stored, links that do
 * not say why they wait. Reads only, and makes no call that a {@link CallLog} counts.
 *
 * @param <R> the record
 */
public final class InvariantsCheck<R> {

    private static final Set<LinkStatus> PARKED = EnumSet.complementOf(EnumSet.of(LinkStatus.PENDING));

    private static final int PAGE = 500;

    private final SyncStateStore store;
    private final SyncPair<R> pair;
    private final Map<Side, InMemoryReplica<R>> replicas = new EnumMap<>(Side.class);
    private final Fingerprints prints;
    private final List<String> violations = new ArrayList<>();

    private InvariantsCheck(SyncStateStore store, SyncPair<R> pair, InMemoryReplica<R> left, InMemoryReplica<R> right) {
        this.store = store;
        this.pair = pair;
        this.prints = new Fingerprints(store.fingerprintKey());
        replicas.put(Side.LEFT, left);
        replicas.put(Side.RIGHT, right);
    }

    /**
     * Checks a pair's rows between two runs.
     *
     * @throws AssertionError if an invariant is broken; it lists all that are
     */
    public static <R> void check(
            SyncStateStore store, SyncPair<R> pair, InMemoryReplica<R> left, InMemoryReplica<R> right) {
        List<String> broken = violations(store, pair, left, right);
        if (!broken.isEmpty()) {
            throw new AssertionError("pair " + pair.id() + " breaks " + broken.size() + " invariants:\n  "
                    + String.join("\n  ", broken));
        }
    }

    /** What {@link #check} would say, a line each; empty when all is well. */
    public static <R> List<String> violations(
            SyncStateStore store, SyncPair<R> pair, InMemoryReplica<R> left, InMemoryReplica<R> right) {
        InvariantsCheck<R> check = new InvariantsCheck<>(store, pair, left, right);
        List<Link> links = check.allLinks();
        for (Link link : links) {
            check.belongsToThePair(link);
            check.isDueOrParked(link);
            check.agreesWhenSettled(link);
            check.explainsItself(link);
        }
        for (Side side : Side.values()) {
            Map<String, Link> byRecord = check.oneLinkARecord(links, side);
            check.cursorIsNotAhead(side, byRecord);
        }
        check.countsAreRight(links);
        return List.copyOf(check.violations);
    }

    private List<Link> allLinks() {
        List<Link> all = new ArrayList<>();
        List<Link> page = store.list(pair.id(), null, null, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.list(pair.id(), null, page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }

    private void belongsToThePair(Link link) {
        require(link.pair().equals(pair.id()), link + " is listed for a pair that is not its own");
    }

    private void isDueOrParked(Link link) {
        // A run that broke off leaves conflicts due whose records moved on: the next run plans them.
        boolean mayBeDue =
                link.status() == LinkStatus.CONFLICT && !store.state(pair.id()).clean();
        require(
                link.due() == null || !PARKED.contains(link.status()) || mayBeDue,
                link + " is both due and parked as " + link.status());
        require(
                link.due() != null || link.status() != LinkStatus.PENDING,
                link + " is pending and never due: nothing will ever move it");
    }

    private void agreesWhenSettled(Link link) {
        if (link.status() != LinkStatus.SYNCED) {
            return;
        }
        Agreement base = link.agreement();
        require(link.intent() == null, link + " is settled with an open intent");
        require(base != null, link + " is settled without a base");
        require(link.left() != null && link.right() != null, link + " is settled on one side only");
        if (base == null || link.left() == null || link.right() == null) {
            return;
        }
        for (Side side : Side.values()) {
            Observation half = link.on(side).orElseThrow();
            require(half.presence() != Presence.DELETED, link + " is settled though deleted on the " + side.label());
            for (String field : base.of(side).names()) {
                FieldState now = half.fields().get(field);
                FieldState across = link.on(side.other()).orElseThrow().fields().get(field);
                if (!now.isUnknown() && !across.isUnknown()) {
                    require(
                            now.equals(base.of(side).get(field)),
                            link + " is settled, but its " + side.label() + " half differs from the base in " + field);
                }
            }
        }
    }

    private void explainsItself(Link link) {
        boolean waits = link.status() == LinkStatus.FAILED || link.attempts() > 0;
        require(!waits || link.problem() != null, link + " failed and does not say why");
        require(link.status() != LinkStatus.HELD || link.held() != null, link + " is held under no approval");
        if (link.problem() != null) {
            require(
                    !link.problem().what().isBlank() && !link.problem().action().isBlank(),
                    link + " says nothing in its problem");
        }
    }

    private Map<String, Link> oneLinkARecord(List<Link> links, Side side) {
        Map<String, Link> byRecord = new HashMap<>();
        for (Link link : links) {
            link.on(side).ifPresent(half -> {
                Link other = byRecord.put(half.id(), link);
                require(
                        other == null,
                        "record " + half.id() + " on the " + side.label() + " has two links: " + other + " and "
                                + link);
            });
        }
        return byRecord;
    }

    /** Of whatever a cursor has passed, the store knows the present state. */
    private void cursorIsNotAhead(Side side, Map<String, Link> byRecord) {
        SideProgress progress = store.state(pair.id()).on(side);
        Cursor cursor = progress.committed();
        InMemoryReplica<R> replica = replicas.get(side);
        if (cursor == null || replica == null) {
            return;
        }
        replica.records().forEach((id, record) -> {
            if (replica.willTell(cursor, id) || replica.cannotBeRead(id) || isAsked(side, id)) {
                return;
            }
            Link link = byRecord.get(id);
            if (link == null) {
                require(
                        outOfScope(record),
                        "the " + side.label() + " cursor is past record " + id + ", which has no link");
                return;
            }
            FieldStates stored = link.on(side).orElseThrow().fields();
            FieldStates actual = prints.of(pair.type(), record, replica.fieldsUnknownOf(id));
            for (String field : actual.names()) {
                FieldState now = actual.get(field);
                FieldState known = stored.get(field);
                require(
                        now.isUnknown() || known.isUnknown() || now.equals(known),
                        "the " + side.label() + " cursor is past a change of " + field + " of record " + id
                                + " that was not stored");
            }
        });
        if (progress.listing() != null) {
            // A listing that is not swept yet has still to find what is gone.
            return;
        }
        byRecord.forEach((id, link) -> {
            boolean thought = link.on(side).orElseThrow().presence() == Presence.PRESENT;
            boolean there = replica.records().containsKey(id);
            require(
                    there || !thought || replica.willTell(cursor, id),
                    "the " + side.label() + " cursor is past the removal of record " + id + " that was not stored");
        });
    }

    private boolean isAsked(Side side, String id) {
        return store.requests(pair.id()).stream()
                .anyMatch(
                        request -> (request.kind() == Request.Kind.RECORD || request.kind() == Request.Kind.LOOK_AGAIN)
                                && request.side() == side
                                && request.recordId().equals(id));
    }

    private boolean outOfScope(R record) {
        boolean filteredOut = pair.filter().map(filter -> !filter.test(record)).orElse(false);
        boolean windowed = !pair.window().equals(SyncWindow.unlimited());
        return filteredOut || (windowed && pair.type().extent(record).isPresent());
    }

    private void countsAreRight(List<Link> links) {
        Map<LinkStatus, Long> counted = new EnumMap<>(LinkStatus.class);
        links.forEach(link -> counted.merge(link.status(), 1L, Long::sum));
        Map<LinkStatus, Long> told = new EnumMap<>(LinkStatus.class);
        store.counts(pair.id()).forEach((status, count) -> {
            if (count != 0) {
                told.put(status, count);
            }
        });
        require(told.equals(counted), "the store counts " + told + " but lists " + counted);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
