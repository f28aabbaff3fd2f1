package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.record.Field;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A pair's rules in the form the planner asks for: the groups of fields that both sides can hold, and where they go. */
final class Rules<R> {

    private final SyncPair<R> pair;
    private final List<Group<R>> groups;
    private final List<String> fieldNames;
    private final Lens<R> toLeft;
    private final Lens<R> toRight;
    private final Map<Side, String> collections;
    private final Link.Versions versions;
    private final long query;

    /**
     * Fields that are merged as one.
     *
     * @param name the group's name
     * @param fields its fields that both sides can hold
     * @param flow which way its changes travel
     */
    record Group<R>(String name, List<Field<R>> fields, Direction flow) {

        Set<String> names() {
            Set<String> names = new TreeSet<>();
            fields.forEach(field -> names.add(field.name()));
            return names;
        }
    }

    /** The rules between replicas that are known by their ids alone. */
    Rules(SyncPair<R> pair, Fingerprints prints) {
        this(pair, prints, pair.left().id(), pair.right().id());
    }

    /**
     * The rules between two collections.
     *
     * @param left what tells the left one from all others
     * @param right what tells the right one
     */
    Rules(SyncPair<R> pair, Fingerprints prints, String left, String right) {
        this.pair = pair;
        collections = Map.of(Side.LEFT, left, Side.RIGHT, right);
        RecordType<R> type = pair.type();
        toLeft = new Lens<>(type, pair.transformTo(Side.LEFT), pair.left().projection());
        toRight = new Lens<>(type, pair.transformTo(Side.RIGHT), pair.right().projection());
        Map<String, List<Field<R>>> byGroup = new LinkedHashMap<>();
        for (Field<R> field : type.fields()) {
            if (pair.left().traits().holds(field.name())
                    && pair.right().traits().holds(field.name())) {
                byGroup.computeIfAbsent(field.group(), group -> new ArrayList<>())
                        .add(field);
            }
        }
        List<Group<R>> all = new ArrayList<>();
        byGroup.forEach((name, fields) -> all.add(
                new Group<>(name, List.copyOf(fields), pair.flow(fields.get(0).name()))));
        groups = List.copyOf(all);
        fieldNames = groups.stream()
                .flatMap(group -> group.fields().stream())
                .map(Field::name)
                .toList();
        versions = new Link.Versions(
                prints.text("rules", pair.ruleText()),
                prints.text(
                        "mapping",
                        type.name() + type.version() + "|"
                                + pair.left().traits().mappingVersion() + "|"
                                + pair.right().traits().mappingVersion()));
        query = prints.text("query", pair.window().toString());
    }

    SyncPair<R> pair() {
        return pair;
    }

    RecordType<R> type() {
        return pair.type();
    }

    List<Group<R>> groups() {
        return groups;
    }

    /** Names of the fields that both sides can hold, in the type's order. */
    List<String> fieldNames() {
        return fieldNames;
    }

    Lens<R> lensTo(Side side) {
        return side == Side.LEFT ? toLeft : toRight;
    }

    Link.Versions versions() {
        return versions;
    }

    /** Whether there is neither a filter nor a window. */
    boolean keepsAll() {
        return pair.filter().isEmpty() && pair.window().equals(SyncWindow.unlimited());
    }

    /** Fingerprint of what the sources are asked for: a cursor belongs to its query. */
    long query(Instant now) {
        SyncWindow.Range range = pair.window().at(now);
        return range.from() == null && range.to() == null ? query : query ^ range.hashCode();
    }

    /** Whether a side holds another value than when the two last agreed, in a field that both can hold. */
    boolean isEdited(Observation seen, Agreement base, Side side) {
        return fieldNames.stream().anyMatch(field -> {
            FieldState now = seen.fields().get(field);
            FieldState then = base.of(side).get(field);
            return !now.isUnknown() && !then.isUnknown() && !now.equals(then);
        });
    }

    /** What a side is. */
    String collection(Side side) {
        return requireNonNull(collections.get(side));
    }

    /** The origin mark of a record that bears none. */
    String originOf(Side side, String recordId) {
        return Origins.of(collection(side), recordId);
    }

    /** The idempotency key of the create that brings a record of this side across, for the so-manieth time. */
    String keyOf(Side side, String recordId, int life) {
        return Origins.key(collection(side), recordId, life);
    }

    /** Whether a mark says that its record was born on this side. */
    boolean isBornOn(Side side, String origin) {
        return Origins.isBornOn(collection(side), origin);
    }

    /** Whether this side can be written at all. */
    boolean writable(Side side) {
        return pair.on(side).traits().writing().isPresent();
    }

    /** Whether a change of the group made on {@code from} travels to the other side. */
    boolean flows(Group<R> group, Side from) {
        return group.flow().flowsFrom(from) && writable(from.other());
    }

    /** Whether a record that somebody deletes on this side is made again there. */
    boolean putsBack(Side side) {
        return pair.direction().putsBack() && !flows(side) && flows(side.other());
    }

    /** Whether records that come and go on {@code from} come and go on the other side. */
    boolean flows(Side from) {
        return pair.direction().flowsFrom(from) && writable(from.other());
    }
}
