package io.kalends.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkCodecTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** What version 1.0 wrote for {@link #small()}; later versions must go on reading it. */
    private static final String WRITTEN_BY_1_0 =
            "0100015001000161023180a9a19a0d82921e000400016f000000000000000300000000000000040240ceaf36d5"
                    + "9e3de9310201000000000000000100000000000000021122334455667788020108056f74686572021806010162"
                    + "00000407706172656e740000000000000005000003080300000101020000041b0101086c696e6b2d312d3180a9"
                    + "a19a0d82921e026200000301010805320f04010309617070726f76616c00040004000000000000000600000000"
                    + "00000007020000000000000008000000000000000906150772656675736564046c6f6f6b80a9a19a0d82921e";

    private final Map<Long, List<String>> lists = new HashMap<>();
    private final LinkCodec codec = new LinkCodec(new LinkCodec.FieldNames() {
        @Override
        public void keep(long id, List<String> names) {
            assertThat(lists.putIfAbsent(id, names)).isIn(null, names);
        }

        @Override
        public List<String> find(long id) {
            return Optional.ofNullable(lists.get(id))
                    .orElseThrow(
                            () -> new SyncException(new Place("store", "names"), "no list " + id, "damage link l"));
        }
    });

    @Test
    void givesBackWhatItWasGiven() {
        Random random = new Random(20260301);
        for (int i = 0; i < 2_000; i++) {
            Link link = anyLink(random, "link-" + i);
            assertThat(codec.decode(link.id(), link.pair(), codec.encode(link))).isEqualTo(link);
        }
    }

    @Test
    void keepsASettledEventOfTwentyFieldsInThreeHundredBytes() {
        FieldStates left = event(1);
        FieldStates right = left.with(event(2), Set.of("description"));
        Link link = new Link(
                "0b7c9a52-6f6e-4a35-9a67-6d1a7e0f3b11",
                "alice-work",
                seen("3f9d1c0a5b7e4f2d8c6a1b0e9d8c7f6a", "7", left, 11L),
                seen("_6tlnaqrle5p6cpb4dhmj4phpehv2u9d0", "\"3423410394920000\"", right, 11L),
                new Agreement(left, right, true, true, Set.of(), Set.of(), Set.of()),
                null,
                1,
                new Link.Versions(0x1234567890abcdefL, 0x0fedcba987654321L),
                LinkStatus.SYNCED,
                null,
                0,
                null,
                null,
                Link.Swings.NONE,
                NOON);

        assertThat(codec.encode(link)).hasSizeLessThan(300);
    }

    @Test
    void writesTheHalvesOfASettledLinkInTwoBytes() {
        Link open = new Link(
                "l",
                "p",
                seen("a", null, event(1), 5),
                seen("b", null, event(2), 5),
                null,
                null,
                0,
                Link.Versions.NONE,
                LinkStatus.PENDING,
                null,
                0,
                null,
                null,
                Link.Swings.NONE,
                null);
        Link settled = open.change()
                .agreement(new Agreement(event(1), event(2), true, true, Set.of(), Set.of(), Set.of()))
                .build();

        int tagLengthFlagsAndThreeEmptySets = 6;
        assertThat(codec.encode(settled).length - codec.encode(open).length)
                .isEqualTo(2 + tagLengthFlagsAndThreeEmptySets);
    }

    @Test
    void passesOverWhatANewerMinorVersionAdded() {
        Link link = small();
        byte[] written = codec.encode(link);
        byte[] newer = Arrays.copyOf(written, written.length + 5);
        newer[1] = 9;
        System.arraycopy(new byte[] {77, 3, 1, 2, 3}, 0, newer, written.length, 5);

        assertThat(codec.decode(link.id(), link.pair(), newer)).isEqualTo(link);
    }

    @Test
    void passesOverTheLongerEndOfAPart() {
        Link link = small();
        byte[] written = codec.encode(link);
        assertThat(written[2]).as("tag of the left half").isEqualTo((byte) 1);
        int end = 4 + written[3];
        byte[] newer = new byte[written.length + 1];
        System.arraycopy(written, 0, newer, 0, end);
        newer[end] = 42;
        System.arraycopy(written, end, newer, end + 1, written.length - end);
        newer[3]++;

        assertThat(codec.decode(link.id(), link.pair(), newer)).isEqualTo(link);
    }

    @Test
    void refusesAnotherMajorVersionAndSaysWhatToDo() {
        byte[] written = codec.encode(small());
        written[0] = 2;

        assertThatThrownBy(() -> codec.decode("link-1", "p", written))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("link-1")
                .hasMessageContaining("version 2")
                .hasMessageContaining("upgrade this node");
    }

    @Test
    void saysThatAConstantOfANewerMinorVersionAsksForAnUpgrade() {
        byte[] written = codec.encode(small());
        written[1] = 1;
        written[5] = 100; // the presence

        assertThatThrownBy(() -> codec.decode("link-1", "p", written))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void neverAnswersDamageWithAnythingButASyncException() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] written = codec.encode(anyLink(random, "l"));
            byte[] damaged = Arrays.copyOf(written, random.nextInt(written.length + 1));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(codec.decode("l", "p", damaged)).isNotNull();
            } catch (SyncException e) {
                assertThat(e).hasMessageContaining("link l");
            }
        }
    }

    @Test
    void readsWhatVersionOneWrote() {
        codec.encode(small());

        assertThat(codec.decode("link-1", "pair", HexFormat.of().parseHex(WRITTEN_BY_1_0)))
                .isEqualTo(small());
    }

    @Test
    void writesTheSameBytesForTheSameLink() {
        assertThat(HexFormat.of().formatHex(codec.encode(small()))).isEqualTo(WRITTEN_BY_1_0);
    }

    private static Link small() {
        FieldStates fields = FieldStates.of(Map.of(
                "title",
                FieldState.print(0x1122334455667788L),
                "location",
                FieldState.empty(),
                "attendees",
                FieldState.elements(Map.of(1L, 2L)),
                "colour",
                FieldState.unknown()));
        return new Link(
                "link-1",
                "pair",
                new Observation(
                        "a", Presence.PRESENT, "1", NOON, NOON, null, "o", 3, 4, fields, Set.of("title", "other")),
                new Observation("b", Presence.ABSENT, null, null, NOON, "parent", "o", 3, 5, fields, Set.of()),
                new Agreement(fields, fields, true, true, Set.of("colour"), Set.of(), Set.of()),
                new Intent(
                        Side.RIGHT,
                        Intent.Kind.UPDATE,
                        "link-1-1",
                        NOON,
                        "b",
                        null,
                        Set.of("title"),
                        fields,
                        FieldStates.none()),
                1,
                new Link.Versions(6, 7),
                LinkStatus.FAILED,
                NOON,
                3,
                new Problem("refused", "look", NOON),
                "approval",
                new Link.Swings(2, 8, 9),
                NOON);
    }

    private static Observation seen(String id, @Nullable String revision, FieldStates fields, long content) {
        return new Observation(
                id,
                Presence.PRESENT,
                revision,
                NOON.minusSeconds(86_400),
                NOON,
                null,
                "jdbc:alice/3f9d1c0a5b7e4f2d8c6a1b0e9d8c7f6a",
                99L,
                content,
                fields,
                Set.of());
    }

    private static FieldStates event(long seed) {
        Random random = new Random(seed);
        Map<String, FieldState> states = new TreeMap<>();
        for (String name :
                List.of("title", "description", "location", "start", "end", "status", "availability", "visibility")) {
            states.put(name, FieldState.print(random.nextLong()));
        }
        for (String name : List.of(
                "recurrence",
                "attendees",
                "organizer",
                "reminders",
                "categories",
                "colour",
                "conference",
                "links",
                "sequence",
                "descriptionHtml",
                "recurrenceId",
                "unknown")) {
            states.put(name, FieldState.empty());
        }
        return FieldStates.of(states);
    }

    private static Link anyLink(Random random, String id) {
        Observation left = random.nextInt(5) == 0 ? null : anyObservation(random);
        Observation right = left != null && random.nextInt(4) == 0 ? null : anyObservation(random);
        FieldStates of = left == null ? FieldStates.none() : left.fields();
        return new Link(
                id,
                "pair",
                left,
                right,
                random.nextBoolean()
                        ? null
                        : new Agreement(
                                random.nextBoolean() ? of : anyStates(random),
                                anyStates(random),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                anyNames(random),
                                anyNames(random),
                                anyNames(random)),
                random.nextInt(3) > 0
                        ? null
                        : new Intent(
                                random.nextBoolean() ? Side.LEFT : Side.RIGHT,
                                any(random, Intent.Kind.values()),
                                "key",
                                anyTime(random),
                                random.nextBoolean() ? "id" : null,
                                random.nextBoolean() ? "" : null,
                                anyNames(random),
                                anyStates(random),
                                random.nextBoolean() ? of : anyStates(random)),
                random.nextInt(300),
                random.nextBoolean() ? Link.Versions.NONE : new Link.Versions(random.nextLong(), random.nextLong()),
                any(random, LinkStatus.values()),
                random.nextBoolean() ? null : anyTime(random),
                random.nextInt(4),
                random.nextBoolean() ? null : new Problem("größer", "→", anyTime(random)),
                random.nextBoolean() ? null : "approval-" + random.nextInt(),
                random.nextBoolean()
                        ? Link.Swings.NONE
                        : new Link.Swings(random.nextInt(9), random.nextLong(), random.nextLong()),
                random.nextBoolean() ? null : anyTime(random));
    }

    private static Observation anyObservation(Random random) {
        return new Observation(
                "id-" + random.nextInt(),
                any(random, Presence.values()),
                random.nextBoolean() ? null : "r" + random.nextInt(),
                random.nextBoolean() ? null : anyTime(random),
                anyTime(random),
                random.nextBoolean() ? null : "parent",
                "origin-" + random.nextInt(2),
                random.nextInt(2) * random.nextLong(),
                random.nextInt(3),
                anyStates(random),
                anyNames(random));
    }

    private static FieldStates anyStates(Random random) {
        Map<String, FieldState> states = new TreeMap<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            states.put(
                    "field" + random.nextInt(20),
                    switch (random.nextInt(4)) {
                        case 0 -> FieldState.empty();
                        case 1 -> FieldState.unknown();
                        case 2 -> FieldState.print(random.nextInt(3));
                        default -> FieldState.elements(Map.of(random.nextLong() | 1, 1L, random.nextLong() & ~1, 2L));
                    });
        }
        return FieldStates.of(states);
    }

    private static Set<String> anyNames(Random random) {
        Set<String> names = new HashSet<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            names.add("field" + random.nextInt(22));
        }
        return names;
    }

    private static Instant anyTime(Random random) {
        long seconds = random.nextInt(10) == 0 ? Instant.MIN.getEpochSecond() : random.nextInt();
        return Instant.ofEpochSecond(seconds, random.nextInt(1_000) * (long) Math.pow(1_000, random.nextInt(3)));
    }

    private static <E> E any(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}
