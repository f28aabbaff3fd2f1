package io.kalends.testkit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The collection itself: rows, tombstones and the log of changes, in which each row stands once, at its last change. Its
 * user holds its monitor.
 */
final class Rows<R> {

    private final Clock clock;
    private final RandomGenerator random;
    private final boolean familyRevisions;
    private final Map<String, Row<R>> byId = new HashMap<>();
    private final NavigableMap<Long, String> births = new TreeMap<>();
    private final NavigableMap<Long, String> changes = new TreeMap<>();
    private final Map<String, String> idsByKey = new HashMap<>();
    private final Map<String, List<Row<R>>> past = new HashMap<>();
    private final boolean families;
    private long lastChange;
    private long lastBirth;
    // Not part of a backup: a restored server goes on counting where it was, or two contents would share a revision.
    private long lastRevision;
    private long purged = -1;
    private String incarnation;

    /**
     * @param familyRevisions whether a parent and its children share one revision
     * @param families whether parents are among these rows, and not of another collection
     */
    Rows(Clock clock, RandomGenerator random, boolean familyRevisions, boolean families) {
        this.clock = clock;
        this.random = random;
        this.familyRevisions = familyRevisions;
        this.families = families;
        this.incarnation = word();
    }

    /** A backup. */
    record Backup<R>(Map<String, Row<R>> byId, Map<String, String> idsByKey, long lastChange, long lastBirth) {}

    Optional<Row<R>> live(String id) {
        return Optional.ofNullable(byId.get(id)).filter(Row::live);
    }

    /** All that are there, oldest first. */
    List<Row<R>> live() {
        List<Row<R>> rows = new ArrayList<>();
        births.values().forEach(id -> live(id).ifPresent(rows::add));
        return rows;
    }

    /** Those that are there and were born after a place in the listing. */
    List<Row<R>> bornAfter(long place) {
        List<Row<R>> rows = new ArrayList<>();
        births.tailMap(place, false).values().forEach(id -> live(id).ifPresent(rows::add));
        return rows;
    }

    /** Those that changed after a change, tombstones included, in the order of change. */
    List<Row<R>> changedAfter(long change) {
        List<Row<R>> rows = new ArrayList<>();
        changes.tailMap(change, false).values().forEach(id -> rows.add(row(id)));
        return rows;
    }

    /** A child's place is among its parent's. */
    List<Row<R>> childrenOf(String parent) {
        return !families
                ? List.of()
                : live().stream().filter(row -> parent.equals(row.parent())).toList();
    }

    /** Earlier states, newest first. */
    List<Row<R>> past(String id) {
        return past.getOrDefault(id, List.of());
    }

    String freshId() {
        String id = word();
        while (byId.containsKey(id)) {
            id = word();
        }
        return id;
    }

    Row<R> add(String id, R record, @Nullable String parent, @Nullable String origin) {
        Row<R> dead = byId.get(id);
        if (dead != null && dead.live()) {
            throw new IllegalArgumentException("there is a record with the id " + id + " already; edit it instead");
        }
        long born = ++lastBirth;
        births.put(born, id);
        if (dead != null) {
            births.remove(dead.born());
            changes.remove(dead.changed());
        }
        byId.put(id, new Row<>(id, born, 0, 0, record, clock.instant(), parent, origin, true));
        return touch(id);
    }

    Row<R> change(String id, UnaryOperator<Row<R>> change) {
        Row<R> row = row(id);
        past.computeIfAbsent(id, any -> new ArrayList<>()).add(0, row);
        byId.put(id, change.apply(row));
        return touch(id);
    }

    /** Removes a row and all below it. */
    void remove(String id) {
        childrenOf(id).forEach(child -> remove(child.id()));
        change(id, Row::dead);
    }

    /** Gives a row, or its family where that shares one revision, a new revision and a place at the log's end. */
    private Row<R> touch(String id) {
        long revision = ++lastRevision;
        stamp(id, revision);
        if (familyRevisions) {
            String parent = row(id).parent();
            String root = parent == null ? id : parent;
            live(root).filter(row -> !row.id().equals(id)).ifPresent(row -> stamp(row.id(), revision));
            for (Row<R> member : childrenOf(root)) {
                if (!member.id().equals(id)) {
                    stamp(member.id(), revision);
                }
            }
        }
        return row(id);
    }

    private void stamp(String id, long revision) {
        Row<R> row = row(id);
        changes.remove(row.changed());
        Row<R> stamped = row.changed(++lastChange, revision, clock.instant());
        byId.put(id, stamped);
        changes.put(stamped.changed(), id);
    }

    /** Puts a row at the log's end as it is. */
    void resurface(String id) {
        Row<R> row = row(id);
        changes.remove(row.changed());
        byId.put(id, row.resurfaced(++lastChange));
        changes.put(lastChange, id);
    }

    /** Gives a row a new revision though nothing changed. */
    Row<R> shake(String id) {
        Row<R> shaken = row(id).at(++lastRevision);
        byId.put(id, shaken);
        return shaken;
    }

    /** Gives every live row a new id and, by {@code content}, new content, as a feed does that makes its UIDs anew. */
    void renameAll(UnaryOperator<R> content) {
        Map<String, String> names = new HashMap<>();
        List<Row<R>> old = live();
        old.forEach(row -> names.put(row.id(), freshId()));
        for (Row<R> row : old) {
            change(row.id(), Row::dead);
        }
        for (Row<R> row : old) {
            String parent = row.parent();
            Row<R> renamed = add(
                    names.getOrDefault(row.id(), row.id()),
                    content.apply(row.record()),
                    parent == null ? null : names.get(parent),
                    row.origin());
            byId.put(renamed.id(), renamed.modified(row.modifiedAt()));
        }
    }

    Optional<String> idOfKey(String key) {
        return Optional.ofNullable(idsByKey.get(key));
    }

    void remember(String key, String id) {
        idsByKey.put(key, id);
    }

    long lastChange() {
        return lastChange;
    }

    String incarnation() {
        return incarnation;
    }

    void newIncarnation() {
        incarnation = word();
    }

    /** Forgets the log: places in it up to now cannot be gone on from. */
    void purge() {
        purged = lastChange++;
    }

    /** The number of a row's last change, its removal included. */
    OptionalLong lastChangeOf(String id) {
        Row<R> row = byId.get(id);
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.changed());
    }

    /** Whether the log reaches from {@code change} to now. */
    boolean knows(long change) {
        return change > purged && change <= lastChange;
    }

    Backup<R> backup() {
        return new Backup<>(Map.copyOf(byId), Map.copyOf(idsByKey), lastChange, lastBirth);
    }

    void restore(Backup<R> backup) {
        byId.clear();
        births.clear();
        changes.clear();
        past.clear();
        idsByKey.clear();
        byId.putAll(backup.byId());
        idsByKey.putAll(backup.idsByKey());
        lastChange = backup.lastChange();
        // The backup's log reaches back to where it did on its day.
        purged = Math.min(purged, lastChange - 1);
        lastBirth = backup.lastBirth();
        byId.values().forEach(row -> {
            births.put(row.born(), row.id());
            changes.put(row.changed(), row.id());
        });
    }

    private Row<R> row(String id) {
        Row<R> row = byId.get(id);
        if (row == null) {
            throw new IllegalArgumentException("there is no record with the id " + id);
        }
        return row;
    }

    private String word() {
        return String.format("%08x", random.nextInt());
    }
}
