package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Problem;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One record that was named, brought across ahead of all others: it, what it belongs to, and what belongs to it, until
 * nothing of that moves any more.
 */
final class SingleRecord<R> {

    /** How many parents are read above a record: a series has none. */
    private static final int MAX_PARENTS = 10;

    private final RunContext<R> run;
    private final Reader<R> reader;
    private final Batch<R> batch;
    private final Families<R> families;
    private final PutOff<R> putOff;
    private final Side side;
    private final Set<String> records = new LinkedHashSet<>();

    SingleRecord(RunContext<R> run, Reader<R> reader, Batch<R> batch, PutOff<R> putOff, Side side) {
        this.run = run;
        this.reader = reader;
        this.batch = batch;
        this.families = new Families<>(run);
        this.putOff = putOff;
        this.side = side;
    }

    /** Reads the record, and what it belongs to as long as that is not on the other side. */
    void read(String recordId) {
        String next = recordId;
        while (next != null && records.size() < MAX_PARENTS && records.add(next)) {
            Link known = known(next);
            if (known == null || next.equals(recordId) || !known.isOn(side.other())) {
                reader.readOne(side, next);
                known = known(next);
            }
            next = known == null || run.rules().pair().parentsIn().isPresent()
                    ? null
                    : known.on(side).map(Observation::parent).orElse(null);
        }
    }

    private @Nullable Link known(String recordId) {
        return run.store().linksOf(run.pairId(), side, List.of(recordId)).stream()
                .findFirst()
                .orElse(null);
    }

    /** Plans what is due of it until nothing moves. */
    void move(Set<Side> listed) {
        boolean moved = true;
        for (int pass = 0; moved && pass < Run.MAX_PASSES && !run.stopsAfter(pass); pass++) {
            moved = batch.process(due(link -> !Run.isChild(link)), listed, Batch.View.ALONE);
            moved |= batch.process(due(Run::isChild), listed, Batch.View.ALONE);
        }
    }

    /** What of it is to be planned. */
    List<Link> due() {
        return due(link -> true);
    }

    private List<Link> due(Predicate<Link> which) {
        Map<String, Link> family = new LinkedHashMap<>();
        for (Link link : run.store().linksOf(run.pairId(), side, records)) {
            family.put(link.id(), link);
            families.childrenOf(link).forEach(child -> family.put(child.id(), child));
        }
        return family.values().stream()
                .filter(link -> link.due() != null && !link.due().isAfter(run.now()))
                .filter(which)
                .toList();
    }

    /**
     * Tells what is left to a whole run, and why. Nothing of it is stored: the next whole run plans it.
     *
     * @return whether anything is
     */
    boolean tellWhatWaits(Set<Side> listed) {
        List<Link> left = due();
        for (Link link : left) {
            Link waiting = putOff.waiting().get(link.id());
            Problem problem = waiting == null ? null : waiting.problem();
            run.log()
                    .did(
                            Action.WAIT,
                            Run.waitingSide(link),
                            link,
                            Set.of(),
                            problem == null ? why(listed) : problem.what());
        }
        return !left.isEmpty();
    }

    private static String why(Set<Side> listed) {
        return EnumSet.allOf(Side.class).stream()
                .filter(one -> !listed.contains(one))
                .findFirst()
                .map(unlisted -> "the " + unlisted.label() + " side was never listed: the next whole run does it")
                .orElse("it is left to the next whole run, which looks at all of both sides");
    }
}
