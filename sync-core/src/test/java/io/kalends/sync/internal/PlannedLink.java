package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.Side;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncWindow;
import io.kalends.sync.Versioned;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Intent;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a link of two memos that agreed, says what became of them since, and asks the planner. */
final class PlannedLink {

    static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final Fingerprints prints = new Fingerprints(new byte[Fingerprints.KEY_BYTES]);
    private final Map<Side, Versioned<Memo>> versions = new EnumMap<>(Side.class);
    private final Map<Side, Presence> presences = new EnumMap<>(Side.class);
    private final Map<Side, Set<String>> hiddenBefore = new EnumMap<>(Side.class);
    private final Set<Side> absent = EnumSet.noneOf(Side.class);
    private final Set<Side> agreedThere = EnumSet.allOf(Side.class);
    private final Set<Side> loaded = EnumSet.allOf(Side.class);
    private final Set<Side> listed = EnumSet.allOf(Side.class);
    private final Set<Side> familyEdited = EnumSet.noneOf(Side.class);
    private Direction direction = Direction.TWO_WAY;
    private ConflictPolicy<Memo> policy = ConflictPolicy.lastWriteWins();
    private boolean revived;
    private boolean hasBase = true;
    private boolean underOldRules;
    private @Nullable String parent;

    PlannedLink() {
        for (Side side : Side.values()) {
            versions.put(
                    side, Versioned.of("m-" + side.label(), "1", Memo.AGREED).modifiedAt(NOW.minusSeconds(60)));
            presences.put(side, Presence.PRESENT);
            hiddenBefore.put(side, Set.of());
        }
    }

    /** Never seen on this side. */
    PlannedLink absentOn(Side side) {
        absent.add(side);
        agreedThere.remove(side);
        return this;
    }

    PlannedLink deletedOn(Side side) {
        presences.put(side, Presence.DELETED);
        return this;
    }

    PlannedLink outOfScopeOn(Side side) {
        presences.put(side, Presence.OUT_OF_SCOPE);
        return this;
    }

    PlannedLink editedOn(Side side) {
        return with(side, version(side).withRecord(Memo.AGREED.withTitle("edited on the " + side.label())));
    }

    PlannedLink hidingOn(Side side, String field) {
        return with(side, version(side).withUnknown(Set.of(field)));
    }

    PlannedLink markedOn(Side side, String origin) {
        return with(side, version(side).withOrigin(origin));
    }

    PlannedLink childOn(Side side, String parentId) {
        return with(side, version(side).childOf(parentId));
    }

    private Versioned<Memo> version(Side side) {
        return requireNonNull(versions.get(side));
    }

    private PlannedLink with(Side side, Versioned<Memo> version) {
        versions.put(side, version);
        return this;
    }

    /** A field that this side did not show when the two agreed. */
    PlannedLink hiddenBeforeOn(Side side, String field) {
        hiddenBefore.put(side, Set.of(field));
        return this;
    }

    PlannedLink neverAgreed() {
        hasBase = false;
        return this;
    }

    /** When the two last agreed, the record was not on this side. */
    PlannedLink agreedGoneFrom(Side side) {
        agreedThere.remove(side);
        return this;
    }

    PlannedLink underOldRules() {
        underOldRules = true;
        return this;
    }

    PlannedLink notLoadedOn(Side side) {
        loaded.remove(side);
        return this;
    }

    PlannedLink notListedOn(Side side) {
        listed.remove(side);
        return this;
    }

    PlannedLink withEditedFamilyOn(Side side) {
        familyEdited.add(side);
        return this;
    }

    PlannedLink whoseParentIsMadeAgain() {
        revived = true;
        return this;
    }

    PlannedLink whoseParentIs(String id) {
        parent = id;
        return this;
    }

    PlannedLink going(Direction direction) {
        this.direction = direction;
        return this;
    }

    PlannedLink by(ConflictPolicy<Memo> policy) {
        this.policy = policy;
        return this;
    }

    Decision<Memo> plan() {
        return planner().plan(link(), contents(), situation());
    }

    /** Plans what becomes of it after it came up under another name where it is gone. */
    Decision<Memo> planRenamed(Side gone, Memo successor, LinkStatus status, @Nullable Intent open) {
        Versioned<Memo> version =
                Versioned.of("new-" + gone.label(), "1", successor).modifiedAt(NOW);
        Link other = Link.begin("other", "pair", gone, observer().observe(gone, version, NOW), NOW)
                .change()
                .status(status)
                .intent(open)
                .build();
        Contents<Memo> contents = gone == Side.LEFT
                ? new Contents<>(version, versions.get(Side.RIGHT))
                : new Contents<>(versions.get(Side.LEFT), version);
        return planner().renamed(link(), gone, other, contents, situation());
    }

    Jobs<Memo> jobs() {
        return new Jobs<>(rules(), prints);
    }

    private Rules<Memo> rules() {
        return new Rules<>(
                SyncPair.between(
                                DescribedReplica.writable("left", Memo.type()),
                                DescribedReplica.writable("right", Memo.type()))
                        .id("pair")
                        .direction(direction)
                        .onConflict(policy)
                        .build(),
                prints);
    }

    private Planner<Memo> planner() {
        return new Planner<>(rules(), prints);
    }

    private Observer<Memo> observer() {
        return new Observer<>(rules(), prints, SyncWindow.unlimited().at(NOW), null);
    }

    private Situation<Memo> situation() {
        return new Situation<>(
                listed,
                parent,
                parent,
                null,
                UnaryOperator.identity(),
                familyEdited,
                revived,
                Set.of(),
                Elsewhere.NOTHING,
                null);
    }

    Contents<Memo> contents() {
        return new Contents<>(content(Side.LEFT), content(Side.RIGHT));
    }

    private @Nullable Versioned<Memo> content(Side side) {
        return loaded.contains(side) && isThere(side) ? versions.get(side) : null;
    }

    private boolean isThere(Side side) {
        return !absent.contains(side) && presences.get(side) != Presence.DELETED;
    }

    private @Nullable Observation seen(Side side) {
        return absent.contains(side)
                ? null
                : observer().observe(side, version(side), NOW).at(requireNonNull(presences.get(side)), NOW);
    }

    Link link() {
        Observation any = observer().observe(Side.LEFT, version(Side.LEFT), NOW);
        return Link.begin("link", "pair", Side.LEFT, any, NOW)
                .change()
                .on(Side.LEFT, seen(Side.LEFT))
                .on(Side.RIGHT, seen(Side.RIGHT))
                .versions(underOldRules ? Link.Versions.NONE : rules().versions())
                .agreement(hasBase ? base() : null)
                .build();
    }

    private Agreement base() {
        return new Agreement(
                prints.of(Memo.type(), Memo.AGREED, requireNonNull(hiddenBefore.get(Side.LEFT))),
                prints.of(Memo.type(), Memo.AGREED, requireNonNull(hiddenBefore.get(Side.RIGHT))),
                agreedThere.contains(Side.LEFT),
                agreedThere.contains(Side.RIGHT),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
