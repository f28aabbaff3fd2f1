package io.kalends.icalendar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is a document of its own; a failing one stands in the test's name. */
class ByteIdentityTest {

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void writesWhateverItReadByteForByte(int seed) {
        byte[] bytes = new RandomFeed(new Random(seed)).anything();

        assertThat(IcsDocument.parse(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changesNoByteOutsideOfTheEditedComponent(int seed) {
        Random random = new Random(seed);
        RandomFeed feed = new RandomFeed(random);
        byte[] bytes = feed.events(1 + random.nextInt(6));
        IcsDocument document = IcsDocument.parse(bytes);
        int index = random.nextInt(feed.events().size());
        byte[] old = feed.events().get(index);
        int start = indexOf(bytes, old);
        IcsComponent event = document.calendars().get(0).components("VEVENT").get(index);

        byte[] removed = document.edit().remove(event).build().bytes();
        byte[] edited = document.edit()
                .replace(event, event.with(ContentLine.of("DTSTAMP", "20260101T000000Z")))
                .build()
                .bytes();

        byte[] before = Arrays.copyOf(bytes, start);
        byte[] after = Arrays.copyOfRange(bytes, start + old.length, bytes.length);
        assertThat(removed).isEqualTo(concat(before, after));
        assertThat(edited).startsWith(before).endsWith(after);
        assertThat(IcsDocument.parse(edited)
                        .calendars()
                        .get(0)
                        .components("VEVENT")
                        .get(index)
                        .lines("DTSTAMP"))
                .hasSize(1);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
