package io.kalends.sync.internal;

import io.kalends.sync.Side;
import io.kalends.sync.internal.PutOff.Removal;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks once more at children that live on under another name, before what is left of them is removed. */
record RenamedRemovals<R>(RunContext<R> run, Renamed<R> renamed) {

    /** Since they were planned, the write of a series may have emptied them; what somebody edited meanwhile stays. */
    List<Removal<R>> asTheyAre(List<Removal<R>> removals) {
        List<Link> stored = run.store()
                .links(
                        run.pairId(),
                        removals.stream()
                                .filter(removal -> !removal.counts())
                                .map(removal -> removal.link().id())
                                .toList());
        Map<String, Link> now = new HashMap<>();
        renamed.lookAgain(stored).forEach(link -> now.put(link.id(), link));
        List<Removal<R>> current = new ArrayList<>();
        for (Removal<R> removal : removals) {
            Link link = now.get(removal.link().id());
            Side side = removal.jobs().get(0).side();
            if (removal.counts() || link == null || link.equals(removal.link())) {
                current.add(removal);
            } else if (link.isOn(side) && !isEditedNow(link, side)) {
                current.add(new Removal<>(
                        link,
                        removal.jobs().stream().map(job -> job.again(link)).toList(),
                        false));
            }
        }
        return current;
    }

    private boolean isEditedNow(Link link, Side side) {
        Agreement base = link.agreement();
        return base == null || run.rules().isEdited(link.on(side).orElseThrow(), base, side);
    }
}
