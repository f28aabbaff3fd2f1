package io.kalends.sync.internal;

import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the planner must know beside the link itself.
 *
 * @param listed the sides whose listing is complete: nothing is created on another, and nothing deleted before both are
 * @param parentLeft the left id of the record's parent; {@code null} if there is none or it is not there
 * @param parentRight the right id of the record's parent
 * @param parentStays why the record's parent stays on its side alone; {@code null} if it does not
 * @param named gives the record the name that it bears below its parent on the side where it is missing
 * @param familyEdited sides on which a child was edited or added since the last agreement
 * @param revived whether the record's parent is about to be made again on the side where both are gone
 * @param fresh sides that were empty when the pair first met them, in its first run
 * @param elsewhere what other pairs know of the record
 * @param chosen what somebody decided about the link's conflict; {@code null} to ask the policy
 */
record Situation<R>(
        Set<Side> listed,
        @Nullable String parentLeft,
        @Nullable String parentRight,
        @Nullable String parentStays,
        UnaryOperator<R> named,
        Set<Side> familyEdited,
        boolean revived,
        Set<Side> fresh,
        Elsewhere elsewhere,
        @Nullable Resolution<R> chosen) {

    Situation {
        listed = Set.copyOf(listed);
        familyEdited = Set.copyOf(familyEdited);
        fresh = Set.copyOf(fresh);
    }

    /** Both sides listed, no family, nobody asked. */
    static <R> Situation<R> simple() {
        return new Situation<>(
                Set.of(Side.LEFT, Side.RIGHT),
                null,
                null,
                null,
                UnaryOperator.identity(),
                Set.of(),
                false,
                Set.of(),
                Elsewhere.NOTHING,
                null);
    }

    /** The same, with a decision about the link. */
    Situation<R> chosen(@Nullable Resolution<R> resolution) {
        return new Situation<>(
                listed,
                parentLeft,
                parentRight,
                parentStays,
                named,
                familyEdited,
                revived,
                fresh,
                elsewhere,
                resolution);
    }

    @Nullable
    String parentOn(Side side) {
        return side == Side.LEFT ? parentLeft : parentRight;
    }

    /** The side whose version is the later one, by what other pairs know; nobody's word is needed then. */
    Optional<Side> later(Link link, Collection<String> fields) {
        return chosen == null ? elsewhere.later(link, fields) : Optional.empty();
    }
}
