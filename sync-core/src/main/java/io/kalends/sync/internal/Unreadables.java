package io.kalends.sync.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kalends.sync.Side;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records that are there and could not be read. Their sources will not tell them again, so they are looked at again, all of
 * a side at once: by the next run, then more and more rarely, and as soon as a newer library may read them otherwise.
 */
final class Unreadables {

    private static final Duration FIRST_WAIT = Duration.ofMinutes(15);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final RunContext<?> run;
    private final Map<Run.Only, Look> known = new LinkedHashMap<>();
    private final List<Request> superseded = new ArrayList<>();
    private final Set<Run.Only> asked = new HashSet<>();
    private final Set<Run.Only> met = new HashSet<>();

    /**
     * What the store holds of one: in the request's target, beside its side.
     *
     * @param looks how often it was looked at again
     * @param due from when on the next look is worth its call
     * @param mapping the mappings that could not read it
     */
    private record Look(Request request, int looks, Instant due, long mapping) {

        static Look of(Request request) {
            String[] parts = request.target().split(" ", -1);
            return new Look(
                    request,
                    Integer.parseInt(parts[1]),
                    Instant.ofEpochMilli(Long.parseLong(parts[2])),
                    Long.parseLong(parts[3]));
        }
    }

    Unreadables(RunContext<?> run, List<Request> requests) {
        this.run = run;
        for (Request request : requests) {
            if (request.kind() == Request.Kind.LOOK_AGAIN) {
                Run.Only record = new Run.Only(request.side(), request.recordId());
                Look former = known.put(record, Look.of(request));
                if (former != null) {
                    // Of a run that died between two requests.
                    superseded.add(former.request());
                }
                run.unreadable().add(record);
            }
        }
    }

    /**
     * Ids of those of a side that are to be looked at now.
     *
     * @param all whether somebody asked for all of them
     */
    List<String> due(Side side, boolean all) {
        return known.entrySet().stream()
                .filter(one -> one.getKey().side() == side && (all || isDue(one.getValue())))
                .map(one -> one.getKey().recordId())
                .toList();
    }

    private boolean isDue(Look look) {
        return !look.due().isAfter(run.started()) || look.mapping() != mapping();
    }

    private long mapping() {
        return run.rules().versions().mapping();
    }

    /** These are looked at now. */
    void asked(Side side, List<String> records) {
        records.forEach(record -> asked.add(new Run.Only(side, record)));
    }

    /**
     * One cannot be read now.
     *
     * @return whether this run learns that only now
     */
    boolean isUnreadable(Side side, String record) {
        Run.Only one = new Run.Only(side, record);
        run.unreadable().add(one);
        if (!known.containsKey(one) && !run.dryRun()) {
            // At once: the cursor that is stored next lies behind it.
            Request request = request(one, 0, run.started());
            run.store().request(run.pairId(), request);
            known.put(one, Look.of(request));
        }
        return met.add(one);
    }

    /** Whether an earlier run could not read it either. */
    boolean isKnown(Side side, String record) {
        return known.containsKey(new Run.Only(side, record));
    }

    /** One can be read. */
    void isRead(Side side, String record) {
        run.unreadable().remove(new Run.Only(side, record));
    }

    /** Those that nobody looked at in this run, with the time of their next look. */
    Map<Run.Only, Instant> untold() {
        Map<Run.Only, Instant> untold = new LinkedHashMap<>();
        known.forEach((one, look) -> {
            if (run.unreadable().contains(one) && !met.contains(one)) {
                untold.put(one, look.due());
            }
        });
        return untold;
    }

    /** Stores what became of them, when the run ends. */
    void end(Changes changes) {
        superseded.forEach(changes::done);
        known.forEach((one, look) -> {
            boolean isNew = look.request().id() == 0;
            boolean stays = run.unreadable().contains(one);
            if (isNew || (stays && !asked.contains(one))) {
                return;
            }
            if (stays) {
                Request next = request(one, look.looks() + 1, run.started().plus(waitAfter(look.looks())));
                run.store().request(run.pairId(), next);
            }
            changes.done(look.request());
        });
    }

    private static Duration waitAfter(int looks) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(looks, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private Request request(Run.Only one, int looks, Instant due) {
        String target = one.side() + " " + looks + " " + due.toEpochMilli() + " " + mapping();
        return new Request(0, Request.Kind.LOOK_AGAIN, target, one.recordId().getBytes(UTF_8));
    }
}
