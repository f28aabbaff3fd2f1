package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Entry;
import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores what is about to be written, with the versions that it overwrites, in one transaction before the call. */
final class Intents<R> {

    private final RunContext<R> run;
    private final Keeper<R> keeper;
    private final Families<R> families;
    private final Renamed<R> renamed;

    Intents(RunContext<R> run, Families<R> families, Renamed<R> renamed) {
        this.run = run;
        this.keeper = new Keeper<>(run.rules().type());
        this.families = families;
        this.renamed = renamed;
    }

    /**
     * Stores the intents of a batch for one side.
     *
     * @return the jobs, on their links as they are stored now
     */
    List<Job<R>> store(Side side, List<Job<R>> batch) {
        Changes changes = new Changes();
        Instant deadline = run.callDeadline();
        List<Job<R>> intended = new ArrayList<>(batch.size());
        for (Job<R> job : batch) {
            Link link = job.link()
                    .change()
                    .intent(intent(job, deadline))
                    // Some of its fields may wait for a decision; the others are written meanwhile.
                    .status(job.link().status() == LinkStatus.CONFLICT ? LinkStatus.CONFLICT : LinkStatus.PENDING)
                    .due(Observer.AT_ONCE)
                    .build();
            changes.put(link);
            keepLosers(job, changes);
            intended.add(job.on(link));
        }
        if (run.state().clean()) {
            changes.state(run.state().begun());
        }
        List<String> renaming = batch.stream()
                .filter(job -> renamed.names(job.fields()))
                .map(job -> requireNonNull(job.recordId()))
                .toList();
        if (!renaming.isEmpty()) {
            renamed.doubt(side, renaming, changes);
            keepNotHome(side, renaming, changes);
        }
        run.commit(changes);
        return intended;
    }

    private Intent intent(Job<R> job, Instant deadline) {
        String key = job.link().id() + "-" + job.link().life();
        String id = job.recordId();
        if (job.write() instanceof Write.Create<R> create) {
            key = create.key();
            id = run.io(job.side()).sink().idOf(create).orElse(null);
        }
        return new Intent(
                job.side(),
                job.kind(),
                key,
                deadline,
                id,
                job.revision(),
                job.settles(),
                job.merged(),
                job.sent(),
                job.plannedOn());
    }

    /** The versions that are lost by this write; kept before they are. */
    private void keepLosers(Job<R> job, Changes changes) {
        for (Side side : job.losers()) {
            Versioned<R> version = Optional.ofNullable(job.contents().on(side))
                    .orElseGet(() -> run.cache()
                            .get(side, job.link().on(side).orElseThrow().id()));
            if (version != null) {
                changes.keep(version(job, side, version));
            }
        }
        if (job.write() instanceof Write.Delete<R>) {
            keepChildren(job, changes);
        }
    }

    /** What may go with the write of its parent, and stands nowhere else. */
    private void keepNotHome(Side side, List<String> parents, Changes changes) {
        Map<String, Link> children = new HashMap<>();
        renamed.notHome(side, parents)
                .forEach(child -> children.put(child.on(side).orElseThrow().id(), child));
        run.fetch(side, children.keySet()).forEach((id, entry) -> {
            if (entry instanceof Entry.Present<R> present) {
                Link child = requireNonNull(children.get(id));
                String why = "the record it belongs to was written before it could be brought across";
                changes.keep(keeper.lost(run, child, side, why, present.record().record()));
            }
        });
    }

    /** What was edited or added below a record, or stands nowhere else, goes with it: it is kept with the record's versions. */
    private void keepChildren(Job<R> job, Changes changes) {
        Set<String> lost = families.childrenOnlyOn(job.side(), job.link());
        if (!job.losers().isEmpty()) {
            lost.addAll(families.editedChildren(job.link(), job.side()));
        }
        run.fetch(job.side(), lost).values().forEach(entry -> {
            if (entry instanceof Entry.Present<R> present) {
                changes.keep(version(job, job.side(), present.record()));
            }
        });
    }

    private KeptVersion version(Job<R> job, Side side, Versioned<R> lost) {
        return keeper.lost(run, job.link(), side, job.why(), lost.record());
    }
}
