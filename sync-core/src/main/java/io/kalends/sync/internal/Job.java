package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.Write;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One write that was decided on.
 *
 * @param link the link as it was planned on
 * @param side where to write
 * @param write what to write
 * @param fields the fields written; empty for a create and a removal
 * @param settles those of {@code fields} that agree once this is written; a merged value that goes to both sides agrees
 *     only with the second of its writes
 * @param sent the states of what is sent
 * @param plannedOn the states of the other side that this was planned on
 * @param contents the content at hand, for what narrows
 * @param losers sides whose version is lost by this and kept
 * @param why the reason, for people
 */
record Job<R>(
        Link link,
        Side side,
        Write<R> write,
        Set<String> fields,
        Set<String> settles,
        FieldStates sent,
        FieldStates plannedOn,
        Contents<R> contents,
        Set<Side> losers,
        String why) {

    /** The same write after its link moved on. */
    Job<R> on(Link newer) {
        return with(newer, plannedOn);
    }

    /** The same write again, on a record of which nothing but the revision changed. */
    Job<R> again(Link newer) {
        String revision = newer.on(side).map(Observation::revision).orElse(null);
        Write<R> repeated = write.fold(
                create -> create,
                update -> new Write.Update<>(update.id(), revision, update.record(), update.changed()),
                delete -> new Write.Delete<>(delete.id(), revision));
        return new Job<>(newer, side, repeated, fields, settles, sent, plannedOn, contents, losers, why);
    }

    /** The second write of a merged value: it agrees with what the first one left on the other side. */
    Job<R> after(Link first, Set<String> writtenThere) {
        FieldStates there = first.on(side.other()).orElseThrow().fields();
        Set<String> both = new TreeSet<>(fields);
        both.retainAll(writtenThere);
        return with(first, plannedOn.with(there, both));
    }

    private Job<R> with(Link newer, FieldStates states) {
        return new Job<>(newer, side, write, fields, settles, sent, states, contents, losers, why);
    }

    /** Those of the fields whose value the other side is to be given as well. */
    Set<String> merged() {
        Set<String> merged = new TreeSet<>(fields);
        merged.removeAll(settles);
        return merged;
    }

    /** The second version of a conflict, on its way to be a record of its own. */
    boolean isCopy() {
        return Conflicts.isCopy(link);
    }

    Action action() {
        return write.fold(create -> Action.CREATE, update -> Action.UPDATE, delete -> Action.DELETE);
    }

    Intent.Kind kind() {
        return write.fold(create -> Intent.Kind.CREATE, update -> Intent.Kind.UPDATE, delete -> Intent.Kind.DELETE);
    }

    @Nullable
    String recordId() {
        return write.fold(create -> null, Write.Update::id, Write.Delete::id);
    }

    @Nullable
    String revision() {
        return write.fold(create -> null, Write.Update::revision, Write.Delete::revision);
    }
}
