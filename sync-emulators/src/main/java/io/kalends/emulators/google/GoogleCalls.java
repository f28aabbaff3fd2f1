package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The calls that reached an emulator, in the order in which they were answered. Safe for many threads. */
public final class GoogleCalls {

    private final List<RecordedCall> calls = new ArrayList<>();

    GoogleCalls() {}

    /** Every call; the parts of a batch stand before the batch. */
    public synchronized List<RecordedCall> all() {
        return List.copyOf(calls);
    }

    /** The HTTP calls: parts of batches left out. */
    public List<RecordedCall> http() {
        return matching(call -> !call.part());
    }

    /** How many calls of one kind were made, alone or as a part of a batch, as {@code count("events.insert")}. */
    public int count(String kind) {
        return matching(call -> call.kind().equals(kind)).size();
    }

    /** How many HTTP calls were made by kind: a batch counts once, its parts do not. */
    public Map<String, Long> httpByKind() {
        return http().stream().collect(Collectors.groupingBy(RecordedCall::kind, TreeMap::new, Collectors.counting()));
    }

    /** The calls of which this is true. */
    public List<RecordedCall> matching(Predicate<RecordedCall> condition) {
        return all().stream().filter(requireNonNull(condition, "condition")).toList();
    }

    /** Forgets what was recorded. */
    public synchronized void clear() {
        calls.clear();
    }

    synchronized void add(RecordedCall call) {
        calls.add(call);
    }
}
