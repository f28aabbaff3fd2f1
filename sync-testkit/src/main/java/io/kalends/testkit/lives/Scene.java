package io.kalends.testkit.lives;

import io.kalends.sync.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a life takes place.
 *
 * @param seed what the sides are made from
 * @param begins the first day
 * @param sides in order
 * @param pairs between which sides
 * @param windowed whether the pairs have a window
 * @param filtered whether private events stay where they are
 */
record Scene(long seed, String begins, List<SideKind> sides, List<Way> pairs, boolean windowed, boolean filtered) {

    /**
     * A pair.
     *
     * @param left the number of its left side
     * @param right that of its right side
     * @param direction which way changes travel
     */
    record Way(int left, int right, Direction direction) {}

    Scene {
        sides = List.copyOf(sides);
        pairs = List.copyOf(pairs);
    }

    String name(int side) {
        String kind = sides.get(side).name();
        long alike = sides.stream().filter(other -> other.name().equals(kind)).count();
        return alike == 1
                ? kind
                : kind
                        + (1
                                + IntStream.range(0, side)
                                        .filter(i -> sides.get(i).name().equals(kind))
                                        .count());
    }

    String pairName(int pair) {
        Way way = pairs.get(pair);
        String arrow = switch (way.direction()) {
            case TWO_WAY -> "↔";
            case EXPORT -> "→";
            case IMPORT -> "←";
            case MIRROR -> "⇒";
        };
        return name(way.left()) + arrow + name(way.right());
    }

    /** The sides that are to be alike with this one: those that two-way pairs lead to. */
    List<Integer> alike(int side) {
        List<Integer> found = new ArrayList<>(List.of(side));
        for (int i = 0; i < found.size(); i++) {
            int one = found.get(i);
            for (Way way : pairs) {
                if (way.direction() == Direction.TWO_WAY && (way.left() == one || way.right() == one)) {
                    int other = way.left() == one ? way.right() : way.left();
                    if (!found.contains(other)) {
                        found.add(other);
                    }
                }
            }
        }
        return found.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return String.join(
                        ", ",
                        IntStream.range(0, pairs.size())
                                .mapToObj(this::pairName)
                                .toList())
                + (windowed ? ", windowed" : "")
                + (filtered ? ", without private events" : "")
                + ", from "
                + begins;
    }
}
