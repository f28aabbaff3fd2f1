package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.SyncException;
import io.kalends.sync.account.KeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector is not built with other keys than those that its accounts' tokens were encrypted with. */
class KeysTest {

    @TempDir
    Path folder;

    private final Fixture fixture = new Fixture();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("kalends.key");
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private OAuthConnector node() {
        return fixture.builder(fixture.store).keys(KeySource.inFile(file)).build();
    }

    @Test
    void aStoreWithoutAccountsMakesTheKeyFile() {
        node();

        assertThat(file).isRegularFile();
    }

    @Test
    void aLostKeyFileIsRefusedAndNoOtherIsMade() throws IOException {
        fixture.connect(node(), ConnectRequest.of(Fixture.OWNER));
        Files.delete(file);

        assertThatThrownBy(this::node).isInstanceOf(SyncException.class).hasMessageContaining(file.toString());
        assertThat(file).doesNotExist();
    }
}
