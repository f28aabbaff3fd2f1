package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Problem;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parks conflicts with both versions kept, and makes the second record where both versions stay. */
final class Conflicts<R> {

    private final RunContext<R> run;
    private final Keeper<R> keeper;

    Conflicts(RunContext<R> run) {
        this.run = run;
        this.keeper = new Keeper<>(run.rules().type());
    }

    /**
     * @param fields the fields in conflict; empty if one side deleted the record
     */
    Link park(Link link, Set<String> fields, Contents<R> contents, Changes changes) {
        for (Side side : Side.values()) {
            Versioned<R> version = contents.on(side);
            if (version != null) {
                changes.keep(keeper.open(run, link, side, String.join(",", new TreeSet<>(fields)), version.record()));
            }
        }
        return link.change()
                .status(LinkStatus.CONFLICT)
                .due(null)
                .problem(new Problem(
                        fields.isEmpty()
                                ? "one side deleted it, the other edited it"
                                : "both sides changed " + new TreeSet<>(fields),
                        "choose a version by resolve",
                        run.now()))
                .build();
    }

    /** Keeps a version that may be gone before the write is made that it loses by. */
    void keep(Link link, Side side, @Nullable Versioned<R> lost, String why, Changes changes) {
        if (lost != null) {
            changes.keep(keeper.lost(run, link, side, why, lost.record()));
        }
    }

    /** Whether a link is of the second version of a conflict, on its way to be a record of its own. */
    static boolean isCopy(Link link) {
        return link.left() == null && link.right() == null;
    }

    /** The create of a copy on the left, as a link of its own; its key is the same however often it is tried. */
    Job<R> forkJob(String id, String key, R copy, Versioned<R> left) {
        // A copy that belongs to nothing (an occurrence that became an event of its own) has no parent either.
        String parent = run.rules().type().parent(copy).isPresent() ? left.parent() : null;
        FieldStates sent = run.prints().of(run.rules().type(), copy, Set.of());
        Intent intent = new Intent(
                Side.LEFT, Intent.Kind.CREATE, key, run.callDeadline(), null, null, Set.of(), sent, FieldStates.none());
        return new Job<>(
                Link.begin(id, run.pairId(), intent),
                Side.LEFT,
                new Write.Create<>(key, copy, parent, key, null),
                Set.of(),
                Set.of(),
                sent,
                FieldStates.none(),
                Contents.none(),
                Set.of(),
                "both versions are kept");
    }
}
