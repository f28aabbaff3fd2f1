package io.kalends.testkit.lives;

import io.kalends.sync.Direction;
import io.kalends.testkit.lives.Scene.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws a script from a number. */
final class Drawing {

    private static final List<String> BEGINS = List.of("2026-03-02", "2026-03-20", "2026-10-16", "2026-10-27");

    private final long seed;
    private final SplittableRandom random;
    private final List<SideKind> kinds;
    private int deeds;

    private Drawing(long seed, List<SideKind> kinds) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.kinds = kinds;
    }

    /** @param kinds the first one is the app's */
    static Script of(long seed, List<SideKind> kinds) {
        Drawing drawing = new Drawing(seed, kinds);
        Scene scene = drawing.scene();
        return new Script(scene, drawing.steps(scene));
    }

    private Scene scene() {
        String begins = any(BEGINS);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> scene(begins, pairOfSides(), List.of(new Way(0, 1, Direction.TWO_WAY)));
            case 4 -> scene(begins, pairOfSides(), List.of(new Way(0, 1, direction())));
            case 5, 6 -> {
                int others = 2 + random.nextInt(2);
                yield scene(
                        begins,
                        sides(1 + others),
                        IntStream.rangeClosed(1, others)
                                .mapToObj(other -> new Way(0, other, Direction.TWO_WAY))
                                .toList());
            }
            case 7 -> scene(begins, sides(3), List.of(new Way(0, 1, Direction.TWO_WAY), new Way(0, 2, direction())));
            case 8 ->
                scene(
                        begins,
                        sides(3),
                        List.of(
                                new Way(0, 1, Direction.TWO_WAY),
                                new Way(1, 2, Direction.TWO_WAY),
                                new Way(2, 0, Direction.TWO_WAY)));
            default ->
                scene(begins, sides(3), List.of(new Way(0, 1, Direction.TWO_WAY), new Way(1, 2, Direction.TWO_WAY)));
        };
    }

    private Scene scene(String begins, List<SideKind> sides, List<Way> pairs) {
        int limits = random.nextInt(8);
        return new Scene(seed, begins, sides, pairs, limits == 0, limits == 1);
    }

    private Direction direction() {
        return any(List.of(Direction.EXPORT, Direction.IMPORT, Direction.MIRROR));
    }

    private List<SideKind> pairOfSides() {
        // Mostly with the app: but two foreign sides may be paired as well.
        return random.nextInt(4) == 0 && kinds.size() > 2
                ? List.of(kinds.get(1 + random.nextInt(kinds.size() - 1)), any(kinds))
                : sides(2);
    }

    private List<SideKind> sides(int number) {
        List<SideKind> sides = new ArrayList<>(List.of(kinds.get(0)));
        while (sides.size() < number) {
            sides.add(kinds.get(1 + random.nextInt(kinds.size() - 1)));
        }
        return sides;
    }

    private List<Step> steps(Scene scene) {
        List<Step> steps = new ArrayList<>();
        boolean troubled = random.nextInt(3) == 0;
        // What lies outside is not known to a new store.
        boolean losing = random.nextInt(8) == 0 && !scene.windowed() && !scene.filtered();
        int rounds = 3 + random.nextInt(4);
        for (int round = 0; round < rounds; round++) {
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                steps.add(act(scene, round == 0 && i < 3));
            }
            if (random.nextInt(3) == 0) {
                steps.add(new Step.Days(1 + random.nextInt(scene.windowed() ? 6 : 3)));
            }
            if (losing && random.nextInt(6) == 0) {
                steps.add(new Step.LoseStore());
            }
            for (int pair = 0; pair < scene.pairs().size(); pair++) {
                if (random.nextInt(5) > 0) {
                    steps.add(new Step.Run(
                            pair,
                            troubled && random.nextInt(2) == 0 ? random.nextLong() | 1 : 0,
                            troubled && random.nextInt(6) == 0 ? 1 + random.nextInt(60) : 0));
                }
            }
            if (random.nextInt(3) > 0) {
                steps.add(new Step.Peace());
                if (losing && random.nextInt(3) == 0) {
                    steps.add(new Step.LoseStore());
                }
            }
        }
        steps.add(new Step.Peace());
        return steps;
    }

    private Step act(Scene scene, boolean first) {
        int number = ++deeds;
        int side = random.nextInt(scene.sides().size());
        Deed deed = first ? any(List.of(Deed.WRITE, Deed.WRITE_SERIES, Deed.WRITE_SERIES)) : deed();
        return new Step.Act(number, side, deed, random.nextLong());
    }

    private Deed deed() {
        int all = Arrays.stream(Deed.values()).mapToInt(Deed::weight).sum();
        int drawn = random.nextInt(all);
        for (Deed deed : Deed.values()) {
            drawn -= deed.weight();
            if (drawn < 0) {
                return deed;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
