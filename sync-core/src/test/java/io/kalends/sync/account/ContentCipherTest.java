package io.kalends.sync.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCipherTest {

    private static final byte[] CONTENT = "Dentist".getBytes(UTF_8);
    private static final int SEALED_LENGTH = 2 + 5 + 12 + CONTENT.length + 16;

    private final ContentCipher cipher = cipher("key-1", 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 100_000})
    void opensWhatItSealed(int length) {
        byte[] content = new byte[length];
        new SecureRandom().nextBytes(content);

        assertThat(cipher.open(cipher.seal(content, "row 1"), "row 1")).isEqualTo(content);
    }

    @Test
    void hasTheDocumentedShape() {
        byte[] sealed = cipher.seal(CONTENT, "row 1");

        assertThat(sealed).hasSize(SEALED_LENGTH).startsWith((byte) 1, (byte) 5);
        assertThat(new String(sealed, 2, 5, US_ASCII)).isEqualTo("key-1");
        assertThat(new String(sealed, US_ASCII)).doesNotContain("Dentist");
    }

    @Test
    void sealsTheSameContentDifferentlyEachTime() {
        assertThat(cipher.seal(CONTENT, "row 1")).isNotEqualTo(cipher.seal(CONTENT, "row 1"));
    }

    @Test
    void doesNotOpenARowInThePlaceOfAnother() {
        byte[] sealed = cipher.seal(CONTENT, "row 1");

        assertThatThrownBy(() -> cipher.open(sealed, "row 2")).isInstanceOf(SyncException.class);
    }

    static IntStream everyByte() {
        return IntStream.range(0, SEALED_LENGTH);
    }

    @ParameterizedTest
    @MethodSource("everyByte")
    void doesNotOpenWhatWasAltered(int at) {
        byte[] sealed = cipher.seal(CONTENT, "row 1");
        sealed[at] ^= 1;

        assertThatThrownBy(() -> cipher.open(sealed, "row 1"))
                .isInstanceOf(SyncException.class)
                .hasMessageNotContaining("Dentist");
    }

    @ParameterizedTest
    @MethodSource("everyByte")
    void doesNotOpenWhatWasCutOff(int length) {
        byte[] cut = Arrays.copyOf(cipher.seal(CONTENT, "row 1"), length);

        assertThatThrownBy(() -> cipher.open(cut, "row 1")).isInstanceOf(SyncException.class);
    }

    @Test
    void namesAKeyThatIsNotKnown() {
        byte[] sealed = cipher("old", 1).seal(CONTENT, "row 1");

        assertThatThrownBy(() -> cipher.open(sealed, "row 1"))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("'old'")
                .hasMessageContaining("KeySource");
    }

    @Test
    void doesNotOpenWithAnotherKeyOfTheSameId() {
        byte[] sealed = cipher("key-1", 2).seal(CONTENT, "row 1");

        assertThatThrownBy(() -> cipher.open(sealed, "row 1"))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void opensOldContentAfterTheKeyWasRotated() {
        EncryptionKey before = key("old", 1);
        byte[] sealed = new ContentCipher(KeySource.of(before), new SecureRandom()).seal(CONTENT, "row 1");
        ContentCipher rotated = new ContentCipher(new RotatingKeys(key("new", 2), before), new SecureRandom());

        assertThat(rotated.open(sealed, "row 1")).isEqualTo(CONTENT);
        assertThat(new String(rotated.seal(CONTENT, "row 1"), 2, 3, US_ASCII)).isEqualTo("new");
    }

    @Test
    void passesOnThatTheKeyServiceIsAway() {
        byte[] sealed = cipher.seal(CONTENT, "row 1");
        ContentCipher away = new ContentCipher(new KeysAway(), new SecureRandom());

        assertThatThrownBy(() -> away.open(sealed, "row 1")).isInstanceOf(TransientException.class);
    }

    private static ContentCipher cipher(String id, int fill) {
        return new ContentCipher(KeySource.of(key(id, fill)), new SecureRandom());
    }

    private static EncryptionKey key(String id, int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new EncryptionKey(id, bytes);
    }

    private record RotatingKeys(EncryptionKey current, EncryptionKey before) implements KeySource {
        @Override
        public EncryptionKey byId(String id) {
            return id.equals(before.id()) ? before : KeySource.of(current).byId(id);
        }
    }

    private record KeysAway() implements KeySource {
        @Override
        public EncryptionKey current() {
            throw new TransientException(new Place("keys", "service"), "the key service does not answer", "wait");
        }

        @Override
        public EncryptionKey byId(String id) {
            return current();
        }
    }
}
