package io.kalends.testkit;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.ChangePage.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a replica gets wrong when it is read. Scripted between runs; each method says whether it lasts.
 *
 * @param <R> the record
 */
public final class ReadFaults<R> {

    private final Map<String, Set<String>> unknown = new HashMap<>();
    private final Map<String, Set<String>> readOnly = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private final List<Old> old = new ArrayList<>();
    private final List<String> falselyRemoved = new ArrayList<>();
    private boolean roleLost;
    private boolean unstableRevisions;
    private boolean expired;
    private boolean purged;
    private boolean repeat;
    private Duration skew = Duration.ZERO;
    private @Nullable Duration grain;
    private @Nullable Cut cut;
    private @Nullable UnaryOperator<R> rotation;
    private int hideCreatesFor;

    /** An earlier state of a record that is yet to be delivered. */
    record Old(String id, int statesBack) {}

    /** A listing that ends too early. */
    record Cut(int records, Listing says) {}

    ReadFaults() {}

    /** The next cursor it is given has expired; once. */
    public void expireCursor() {
        expired = true;
    }

    /** The log is gone: every cursor given out so far has expired, later ones work. */
    public void purgeHistory() {
        purged = true;
    }

    /** The next full listing has no record and says that it is full; once. */
    public void emptyListing() {
        endListingAfter(0, Listing.FULL);
    }

    /** The next full listing ends after so many records and says that it is partial; once. */
    public void partialListing(int records) {
        endListingAfter(records, Listing.PARTIAL);
    }

    /** The next full listing ends after so many records and says {@code says} of itself; once. */
    public void endListingAfter(int records, Listing says) {
        cut = new Cut(records, requireNonNull(says, "says"));
    }

    /** The next page that leads on is followed by the one before it, again and as it was; once. */
    public void repeatPage() {
        repeat = true;
    }

    /**
     * The next page that leads on is followed by one with an earlier state of a record: a lagging index; once.
     *
     * @param statesBack 1 for the state before the last change
     */
    public void deliverLate(String id, int statesBack) {
        old.add(new Old(requireNonNull(id, "id"), statesBack));
    }

    /** The next page of changes is followed by one that tells this record as removed, though it is there; once. */
    public void tellRemoved(String id) {
        falselyRemoved.add(requireNonNull(id, "id"));
    }

    /**
     * A record that a write creates from now on is not in the index at first: it comes up in the listing or the changes
     * that begin after {@code listings} of them did. A fetch finds it at once.
     */
    public void hideCreatesFor(int listings) {
        hideCreatesFor = listings;
    }

    /** The side leaves out these fields of a record until {@link #show}. */
    public void hide(String id, Set<String> fields) {
        unknown.put(requireNonNull(id, "id"), Set.copyOf(fields));
    }

    /** Tells all fields of a record again. */
    public void show(String id) {
        unknown.remove(id);
    }

    /** Leaves out every field of every record until {@link #regainRole}. */
    public void loseRole() {
        roleLost = true;
    }

    public void regainRole() {
        roleLost = false;
    }

    /** Lets nobody write these fields of a record; an empty set lets them again. */
    public void protect(String id, Set<String> fields) {
        readOnly.put(requireNonNull(id, "id"), Set.copyOf(fields));
    }

    /** The record cannot be read until {@link #readable}. */
    public void unreadable(String id, String reason) {
        unreadable.put(requireNonNull(id, "id"), requireNonNull(reason, "reason"));
    }

    public void readable(String id) {
        unreadable.remove(id);
    }

    /** The side's clock is off by so much when it tells modification times. */
    public void skewTimes(Duration by) {
        skew = requireNonNull(by, "by");
    }

    /** The side tells modification times cut to this grain. */
    public void coarseTimes(Duration grain) {
        this.grain = requireNonNull(grain, "grain");
    }

    /** Every full listing from now on begins by giving all records new ids, and new content by {@code content}. */
    public void rotateIds(UnaryOperator<R> content) {
        rotation = requireNonNull(content, "content");
    }

    /** Every look at a record gives it a new revision, though nothing changed. */
    public void unstableRevisions() {
        unstableRevisions = true;
    }

    /** Gets everything right again. */
    public void clear() {
        unknown.clear();
        readOnly.clear();
        unreadable.clear();
        old.clear();
        falselyRemoved.clear();
        roleLost = false;
        unstableRevisions = false;
        expired = false;
        repeat = false;
        skew = Duration.ZERO;
        grain = null;
        cut = null;
        rotation = null;
        hideCreatesFor = 0;
    }

    boolean takeExpired() {
        boolean was = expired;
        expired = false;
        return was;
    }

    boolean takePurged() {
        boolean was = purged;
        purged = false;
        return was;
    }

    boolean takeRepeat() {
        boolean was = repeat;
        repeat = false;
        return was;
    }

    List<Old> takeOld() {
        List<Old> taken = List.copyOf(old);
        old.clear();
        return taken;
    }

    List<String> takeFalselyRemoved() {
        List<String> taken = List.copyOf(falselyRemoved);
        falselyRemoved.clear();
        return taken;
    }

    Optional<Cut> takeCut() {
        Optional<Cut> taken = Optional.ofNullable(cut);
        cut = null;
        return taken;
    }

    Optional<UnaryOperator<R>> rotation() {
        return Optional.ofNullable(rotation);
    }

    Set<String> unknown(String id, Set<String> allFields) {
        return roleLost ? new HashSet<>(allFields) : unknown.getOrDefault(id, Set.of());
    }

    Set<String> readOnly(String id) {
        return readOnly.getOrDefault(id, Set.of());
    }

    Optional<String> unreadableBecause(String id) {
        return Optional.ofNullable(unreadable.get(id));
    }

    boolean shakesRevisions() {
        return unstableRevisions;
    }

    Instant told(Instant at) {
        Instant skewed = at.plus(skew);
        return grain == null ? skewed : skewed.minusMillis(Math.floorMod(skewed.toEpochMilli(), grain.toMillis()));
    }

    int hidesCreatesFor() {
        return hideCreatesFor;
    }
}
