package io.kalends.sync.internal;

import io.kalends.sync.Action;
import io.kalends.sync.Side;
import io.kalends.sync.record.Field;
import io.kalends.sync.store.Link;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells what a side cannot hold of a record that is written to it: a write that leaves something out says so. */
record Shortfalls<R>(RunContext<R> run) {

    /** Of a record that is made on a side. */
    void ofCreate(Link link, Side to, R source) {
        Set<String> missing = new TreeSet<>();
        for (Field<R> field : run.rules().type().fields()) {
            boolean held = run.rules().pair().on(to).traits().holds(field.name());
            if (!held && !run.prints().of(field, field.value(source)).isEmpty()) {
                missing.add(field.name());
            }
        }
        tell(link, to, missing, "the " + to.label() + " side does not hold it");
        ofUpdate(link, to, source, Set.copyOf(run.rules().fieldNames()));
    }

    /** Of fields that are written to a side. */
    void ofUpdate(Link link, Side to, R source, Set<String> written) {
        List<Field<R>> fields = run.rules().type().fields().stream()
                .filter(field -> written.contains(field.name()))
                .toList();
        Set<String> lost = run.rules().lensTo(to).lost(source, fields, run.prints());
        tell(link, to, lost, "the " + to.label() + " side holds only a part of it");
    }

    private void tell(Link link, Side to, Set<String> fields, String why) {
        if (!fields.isEmpty()) {
            run.log().did(Action.LEAVE, to.other(), link, fields, why);
        }
    }
}
