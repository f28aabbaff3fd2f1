package io.kalends.examples.quickstart.google;

import io.kalends.emulators.google.RecordedCall;
import io.kalends.sync.SyncReport;
import io.kalends.sync.push.Ran;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One look of the host at what is due.
 *
 * @param ran what ran; empty if nothing was due
 * @param calls the HTTP calls that reached Google meanwhile
 */
record Turn(List<Ran> ran, List<RecordedCall> calls) {

    Turn {
        ran = List.copyOf(ran);
        calls = List.copyOf(calls);
    }

    /** How many records were created, updated or deleted, on both sides. */
    int writes() {
        return ran.stream()
                .flatMap(one -> one.report().stream())
                .mapToInt(SyncReport::writes)
                .sum();
    }

    /** The calls by Google's names of them, with the statuses that were answered. */
    String describeCalls() {
        if (calls.isEmpty()) {
            return "none";
        }
        return calls.stream()
                .collect(Collectors.groupingBy(
                        RecordedCall::kind,
                        TreeMap::new,
                        Collectors.mapping(call -> Integer.toString(call.status()), Collectors.joining(" + "))))
                .entrySet()
                .stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
    }
}
