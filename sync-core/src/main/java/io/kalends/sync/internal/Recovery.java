package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Action;
import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Closes intents that a run left open: looks what became of the write before anything is planned. */
final class Recovery<R> {

    private static final int BATCH = 200;

    private final RunContext<R> run;
    private final Settler<R> settler;
    private final Families<R> families;
    private final Map<Side, Instant> mustList = new EnumMap<>(Side.class);
    private final Set<Intent> inDoubt = new HashSet<>();

    Recovery(RunContext<R> run, Settler<R> settler) {
        this.run = run;
        this.families = new Families<>(run);
        this.settler = settler;
    }

    /** Whether a side must be listed in full before a create there is repeated. */
    boolean mustList(Side side) {
        return mustList.containsKey(side);
    }

    /** No listing begun before this shows what became of the side's open creates; {@code null} if there are none. */
    @Nullable
    Instant listedSince(Side side) {
        return mustList.get(side);
    }

    /** Closes what can be closed before the sides are read. */
    void closeOpenIntents() {
        String after = null;
        List<Link> links;
        do {
            links = run.store().intended(run.pairId(), after, BATCH);
            for (Side side : Side.values()) {
                Map<String, Link> byRecord = new LinkedHashMap<>();
                List<Link> unknownIds = new ArrayList<>();
                for (Link link : links) {
                    after = link.id();
                    Intent intent = link.intent();
                    if (intent != null && intent.side() == side) {
                        if (intent.id() != null) {
                            byRecord.put(intent.id(), link);
                        } else {
                            unknownIds.add(link);
                        }
                    }
                }
                lookUp(side, byRecord);
                creates(side, unknownIds);
            }
        } while (links.size() == BATCH);
    }

    private void lookUp(Side side, Map<String, Link> links) {
        Changes changes = new Changes();
        Map<String, Link> rows = links.isEmpty() ? Map.of() : rowsOfTheirOwn(side, links);
        run.fetch(side, links.keySet()).forEach((id, entry) -> {
            Link link = requireNonNull(links.get(id));
            Link row = rows.get(id);
            if (Conflicts.isCopy(link) && (row != null || entry instanceof Entry.Removed<R>)) {
                // Made and seen already as a row of its own; or never made: then its conflict makes it, under the same
                // key.
                changes.forget(link.id());
                return;
            }
            if (row != null) {
                changes.forget(row.id());
            }
            Intent intent = link.intent();
            if (entry instanceof Entry.Present<R> && intent != null && intent.kind() == Intent.Kind.CREATE) {
                families.bringBack(link, side, changes);
            }
            if (entry instanceof Entry.Removed<R> && intent != null && intent.kind() == Intent.Kind.DELETE) {
                families.goWith(link, side, settler, changes);
            }
            Link closed = close(link, side, entry);
            if (!closed.equals(link)) {
                changes.put(closed);
            }
        });
        run.commit(changes);
    }

    /** Other links that a listing has begun for the records that these intents created. */
    private Map<String, Link> rowsOfTheirOwn(Side side, Map<String, Link> links) {
        Map<String, Link> rows = new HashMap<>();
        for (Link row : run.store().linksOf(run.pairId(), side, links.keySet())) {
            String record = row.on(side).orElseThrow().id();
            if (!row.id().equals(requireNonNull(links.get(record)).id())) {
                rows.put(record, row);
            }
        }
        return rows;
    }

    private Link close(Link link, Side side, Entry<R> entry) {
        Intent intent = link.intent();
        if (intent == null || entry instanceof Entry.Unreadable<R>) {
            return link;
        }
        if (entry instanceof Entry.Present<R> present) {
            run.cache().put(side, present.record());
            return intent.kind() == Intent.Kind.CREATE
                    ? created(link, intent, present.record())
                    : written(link, intent, present.record());
        }
        return missing(link, intent);
    }

    /** The record is not there: a delete was done, a create was not, an update met a deletion. */
    private Link missing(Link link, Intent intent) {
        return switch (intent.kind()) {
            case DELETE -> {
                log(Action.DELETE, link, intent);
                yield settler.removed(link, intent.side());
            }
            // Under the same key: should the call still arrive, it finds the record.
            case CREATE -> isOver(intent) ? again(link) : link;
            case UPDATE -> again(run.observer().missing(link, intent.side(), run.now()));
        };
    }

    private Link created(Link link, Intent intent, Versioned<R> stored) {
        if (Conflicts.isCopy(link)) {
            return again(link.change()
                    .on(intent.side(), run.observer().observe(intent.side(), stored, run.now()))
                    .nextLife()
                    .build());
        }
        log(Action.CREATE, link, intent);
        Link settled = settler.created(link, intent.side(), stored, intent.plannedOn(), Contents.none());
        return settler.conclude(settler.asSent(settled, intent), false, run.now());
    }

    private Link written(Link link, Intent intent, Versioned<R> stored) {
        Observation before = link.on(intent.side()).orElseThrow();
        Observation now = run.observer().observe(intent.side(), stored, run.now());
        boolean sameRevision = intent.revision() != null && intent.revision().equals(stored.revision());
        if (sameRevision || now.fields().equals(before.fields())) {
            // What is planned next is written from the record at hand, which may hide what was seen before.
            return again(run.observer().seen(link, intent.side(), now));
        }
        if (intent.kind() == Intent.Kind.DELETE) {
            return again(run.observer().seen(link, intent.side(), now));
        }
        Set<String> done = made(intent.fields(), intent, now);
        Set<String> merged = made(intent.merged(), intent, now);
        if (link.on(intent.side().other()).isEmpty()) {
            return again(run.observer().seen(link, intent.side(), now));
        }
        // Fields that hold neither the old nor the sent value stay a change of both sides: a conflict on those alone.
        Link observed = run.observer().seen(link, intent.side(), now);
        if (done.isEmpty() && merged.isEmpty()) {
            return again(observed);
        }
        log(Action.UPDATE, link, intent);
        Link settled =
                settler.updated(observed, intent.side(), done, merged, stored, intent.plannedOn(), Contents.none());
        return settler.conclude(settled, false, run.now());
    }

    private static Set<String> made(Set<String> fields, Intent intent, Observation now) {
        Set<String> made = new TreeSet<>();
        for (String field : fields) {
            FieldState state = now.fields().get(field);
            if (state.equals(intent.sent().get(field))) {
                made.add(field);
            }
        }
        return made;
    }

    /** Creates whose record has no id yet stay open until the sides are read. */
    private void creates(Side side, List<Link> links) {
        Changes changes = new Changes();
        for (Link link : links) {
            if (Conflicts.isCopy(link)) {
                // A copy that nobody can look for: its conflict makes it again, under the same key.
                changes.forget(link.id());
                continue;
            }
            Intent intent = requireNonNull(link.intent());
            inDoubt.add(intent);
            if (!isRecognised(side)) {
                mustList.merge(side, shownFrom(intent), Recovery::later);
            }
        }
        run.commit(changes);
    }

    private boolean isRecognised(Side side) {
        return run.rules().pair().on(side).traits().writing().orElseThrow().recognition() != Recognition.NONE;
    }

    /**
     * After what the sides showed was recognised: a create is made again, under its key where the side recognises that.
     * Elsewhere nothing may have come up that it is; a listing that began before the create was over, or that leaves out
     * records that are there, shows nothing of the kind.
     *
     * @return whether any is to be made again
     */
    boolean closeUnrecognised(Predicate<Side> listingLied) {
        return openCreates(link -> {
            Intent intent = requireNonNull(link.intent());
            if (!link.isOn(intent.side().other())) {
                return Optional.empty();
            }
            if (isRecognised(intent.side())) {
                return Optional.of(again(link));
            }
            return isShown(intent, listingLied)
                    ? Optional.of(again(link.change().nextLife().build()))
                    : Optional.empty();
        });
    }

    /** Creates of records that were deleted meanwhile, once no copy of them was recognised. */
    void closeDeleted(Predicate<Side> listingLied) {
        openCreates(link -> {
            Intent intent = requireNonNull(link.intent());
            boolean over = isRecognised(intent.side()) ? isOver(intent) : isShown(intent, listingLied);
            return over && !link.isOn(intent.side().other()) ? Optional.of(again(link)) : Optional.empty();
        });
    }

    private boolean isShown(Intent intent, Predicate<Side> listingLied) {
        return !run.started().isBefore(shownFrom(intent)) && !listingLied.test(intent.side());
    }

    private boolean openCreates(Function<Link, Optional<Link>> close) {
        if (run.state().clean()) {
            return false;
        }
        boolean closed = false;
        String after = null;
        List<Link> links;
        do {
            links = run.store().intended(run.pairId(), after, BATCH);
            Changes changes = new Changes();
            for (Link link : links) {
                after = link.id();
                Intent intent = link.intent();
                // What this run itself began is looked for by the next.
                if (intent == null || !inDoubt.contains(intent)) {
                    continue;
                }
                Optional<Link> again = close.apply(link);
                again.ifPresent(changes::put);
                closed |= again.isPresent();
            }
            run.commit(changes);
        } while (links.size() == BATCH);
        return closed;
    }

    /** From when on a listing shows the record that this create made. */
    private Instant shownFrom(Intent intent) {
        return intent.deadline()
                .plus(run.rules().pair().on(intent.side()).traits().indexDelay());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean isOver(Intent intent) {
        return !run.now().isBefore(intent.deadline());
    }

    private static Link again(Link link) {
        return link.change().intent(null).due(Observer.AT_ONCE).build();
    }

    private void log(Action action, Link link, Intent intent) {
        run.log().did(action, intent.side(), link, intent.id(), intent.fields(), "found done by an earlier run");
    }
}
