package io.kalends.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.account.EncryptionKey;
import io.kalends.sync.account.KeySource;
import io.kalends.sync.store.Changes;
import io.kalends.sync.store.KeptVersion;
import io.kalends.sync.store.PairLease;
import io.kalends.sync.store.Request;
import io.kalends.testkit.logs.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store and its key file belong together: what is lost or wrong is said when the store is built. */
class StoreKeyTest {

    private static final String PAIR = TestLinks.PAIR;

    @TempDir
    Path folder;

    private final DataSource database = TestDatabases.inMemory();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("kalends.key");
    }

    private JdbcSyncStateStore build() {
        return JdbcSyncStateStore.builder(database)
                .keys(KeySource.inFile(file))
                .migrate(Migrate.SCRIPTS)
                .build();
    }

    @Test
    void aNewStoreMakesItsKeyFile() {
        build();

        assertThat(file).isRegularFile();
    }

    @Test
    void aStoreWhoseKeyFileIsLostIsNotOpenedAndMakesNoOther() throws IOException {
        build();
        Files.delete(file);

        assertThatThrownBy(this::build)
                .isInstanceOf(SyncException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aStoreIsNotOpenedWithTheKeyFileOfAnother() throws IOException {
        build();
        Path another = folder.resolve("another.key");
        KeySource.inFile(another).first();
        byte[] wrong = Files.readAllBytes(another);
        Files.write(file, wrong);

        assertThatThrownBy(this::build)
                .isInstanceOf(SyncException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("there is no key");
        assertThat(file).hasBinaryContent(wrong);
    }

    /** As files of earlier versions of this library do. */
    @Test
    void aStoreIsNotOpenedWithAnotherKeyOfTheSameName() throws IOException {
        build();
        String line = Files.readString(file);
        Files.writeString(file, line.substring(0, line.indexOf(':')) + ":" + "A".repeat(43) + "=\n");

        assertThatThrownBy(this::build).isInstanceOf(SyncException.class).hasMessageContaining(file.toString());
    }

    @Test
    void aFormerKeyCanBeRetiredOnceAllIsSealedAnew() throws IOException {
        JdbcSyncStateStore store = build();
        PairLease lease = store.acquire(PAIR, "node", TestLinks.NOW, Duration.ofMinutes(1))
                .orElseThrow();
        for (int i = 0; i < 250; i++) {
            store.commit(lease, new Changes().keep(kept("v" + i)));
        }
        store.request(PAIR, new Request(0, Request.Kind.RESOLVE, TestLinks.id(2), "choice".getBytes(UTF_8)));
        byte[] fingerprintKey = store.fingerprintKey();
        Path next = folder.resolve("next.key");
        KeySource.inFile(next).first();
        Files.writeString(file, Files.readString(next) + Files.readString(file));

        int resealed = store.resealAll();

        assertThat(resealed).isEqualTo(252);
        Files.copy(next, file, StandardCopyOption.REPLACE_EXISTING);
        JdbcSyncStateStore after = build();
        assertThat(after.fingerprintKey()).isEqualTo(fingerprintKey);
        assertThat(after.kept(PAIR, TestLinks.id(2)))
                .hasSize(250)
                .allSatisfy(version ->
                        assertThat(new String(version.content(), UTF_8)).isEqualTo("lost " + version.id()));
        assertThat(after.requests(PAIR))
                .singleElement()
                .satisfies(request ->
                        assertThat(new String(request.payload(), UTF_8)).isEqualTo("choice"));
        assertThat(after.resealAll()).isZero();
    }

    private static KeptVersion kept(String id) {
        return new KeptVersion(
                id, TestLinks.id(2), Side.LEFT, TestLinks.NOW, true, "lost", ("lost " + id).getBytes(UTF_8));
    }

    @Test
    void aKeyFileThatOthersMayReadIsTold() throws IOException {
        Assumptions.assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class),
                "no POSIX permissions here");
        KeySource.inFile(file).first();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        EncryptionKey key = KeySource.inFile(file).current();

        try (LogCapture log =
                LogCapture.builder().file(Path.of("target", "logged.txt")).start()) {
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains(file.toString(), "chmod 600"));
        }
        assertThat(key.bytes()).hasSize(32);
    }
}
