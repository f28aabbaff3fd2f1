package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writes that a batch came to. The right side's go first; the left one's stand on what came of them. */
final class Writes<R> {

    private final Map<Side, List<Job<R>>> jobs = new EnumMap<>(Side.class);

    Writes() {
        for (Side side : Side.values()) {
            jobs.put(side, new ArrayList<>());
        }
    }

    void add(Job<R> job) {
        of(job.side()).add(job);
    }

    /**
     * Makes them.
     *
     * @return whether any was tried
     */
    boolean make(Applier<R> applier) {
        applier.done().clear();
        // A record that goes on with another is there before that one is cut off.
        jobs.values().forEach(all -> all.sort(Comparator.comparing(job -> job.kind() != Intent.Kind.CREATE)));
        Map<String, Link> written = new HashMap<>(applier.apply(Side.RIGHT, of(Side.RIGHT)));
        Map<String, Job<R>> before = new HashMap<>();
        of(Side.RIGHT).forEach(job -> before.put(job.link().id(), job));
        List<Job<R>> left = new ArrayList<>();
        for (Job<R> job : of(Side.LEFT)) {
            Job<R> first = before.get(job.link().id());
            if (first == null) {
                left.add(job);
            } else if (applier.done().contains(job.link().id())) {
                left.add(job.after(requireNonNull(written.get(job.link().id())), first.fields()));
            }
        }
        written.putAll(applier.apply(Side.LEFT, left));
        return !written.isEmpty();
    }

    private List<Job<R>> of(Side side) {
        return requireNonNull(jobs.get(side));
    }
}
