package io.kalends.sync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.SyncException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourceTest {

    @TempDir
    Path directory;

    @Test
    void makesTheFileForAStoreThatHoldsNothing() {
        Path file = directory.resolve("kalends.key");
        KeySource keys = KeySource.inFile(file);
        assertThat(file).doesNotExist();

        EncryptionKey key = keys.first();

        assertThat(file).isRegularFile();
        assertThat(key.bytes()).hasSize(32);
    }

    @Test
    void keepsTheKeyThatIsThere() throws IOException {
        Path file = directory.resolve("kalends.key");
        EncryptionKey first = KeySource.inFile(file).first();
        byte[] written = Files.readAllBytes(file);

        EncryptionKey second = KeySource.inFile(file).first();

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(Files.readAllBytes(file)).isEqualTo(written);
    }

    @Test
    void givesEveryoneTheSameKeyWhenManyAskFirst() throws Exception {
        Path file = directory.resolve("kalends.key");
        int many = 8;
        ExecutorService pool = Executors.newFixedThreadPool(many);
        try {
            CountDownLatch together = new CountDownLatch(many);
            Callable<EncryptionKey> ask = () -> {
                together.countDown();
                together.await();
                return KeySource.inFile(file).first();
            };
            List<Future<EncryptionKey>> answers =
                    pool.invokeAll(IntStream.range(0, many).mapToObj(i -> ask).toList());
            byte[] stands = KeySource.inFile(file).current().bytes();
            for (Future<EncryptionKey> answer : answers) {
                assertThat(answer.get().bytes()).isEqualTo(stands);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void letsOnlyTheOwnerReadTheFile() throws IOException {
        FileStore store = Files.getFileStore(directory);
        Assumptions.assumeTrue(
                store.supportsFileAttributeView(PosixFileAttributeView.class), "no POSIX permissions here");
        Path file = directory.resolve("kalends.key");

        KeySource.inFile(file).first();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void findsItsKeyById() {
        KeySource keys = KeySource.inFile(directory.resolve("kalends.key"));
        EncryptionKey key = keys.first();

        assertThat(keys.byId(key.id()).bytes()).isEqualTo(key.bytes());
    }

    @Test
    void makesNoFileWhereOneIsMissed() {
        Path file = directory.resolve("kalends.key");

        assertThatThrownBy(() -> KeySource.inFile(file).current())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it");
        assertThat(file).doesNotExist();
    }

    @Test
    void givesTheKeysOfTwoFilesNamesOfTheirOwn() {
        EncryptionKey one = KeySource.inFile(directory.resolve("one.key")).first();
        EncryptionKey other = KeySource.inFile(directory.resolve("other.key")).first();

        assertThat(one.id()).isNotEqualTo(other.id());
    }

    @Test
    void readsFormerKeysBelowTheCurrentOne() throws IOException {
        Path file = directory.resolve("kalends.key");
        EncryptionKey former = KeySource.inFile(file).first();
        EncryptionKey current = KeySource.inFile(directory.resolve("next.key")).first();
        Files.writeString(file, Files.readString(directory.resolve("next.key")) + Files.readString(file));

        KeySource keys = KeySource.inFile(file);

        assertThat(keys.current().id()).isEqualTo(current.id());
        assertThat(keys.byId(former.id()).bytes()).isEqualTo(former.bytes());
    }

    @Test
    void namesAnIdItDoesNotKnow() {
        KeySource keys = KeySource.inFile(directory.resolve("kalends.key"));
        EncryptionKey there = keys.first();

        assertThatThrownBy(() -> keys.byId("gone"))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("'gone'")
                .hasMessageContaining(there.id())
                .hasMessageContaining(directory.resolve("kalends.key").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no colon", "id:???", "id:c2hvcnQ=", ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void refusesADamagedFileAndLeavesItAlone(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("kalends.key"), content);

        assertThatThrownBy(() -> KeySource.inFile(file).current())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent(content);
    }

    @Test
    void saysWhereAFileCannotBeMade() {
        Path file = directory.resolve("missing").resolve("kalends.key");

        assertThatThrownBy(() -> KeySource.inFile(file).first())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void keepsKeysOutOfText() {
        EncryptionKey key = KeySource.inFile(directory.resolve("kalends.key")).first();

        assertThat(key).hasToString("EncryptionKey[" + key.id() + "]");
        assertThat(KeySource.of(key).toString()).doesNotContain("bytes");
    }

    @Test
    void keepsItsBytesFromWhoeverGaveOrGotThem() {
        byte[] given = new byte[32];
        EncryptionKey key = new EncryptionKey("one", given);

        given[0] = 1;
        key.bytes()[1] = 1;

        assertThat(key.bytes()).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ä", "0123456789-0123456789-0123456789-"})
    void refusesAnIdThatCannotBeStored(String id) {
        assertThatThrownBy(() -> new EncryptionKey(id, new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }
}
