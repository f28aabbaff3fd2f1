package io.kalends.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.SyncEngine;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.store.InMemorySyncStateStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers are found on the class path, or given by hand. */
class ProvidersTest {

    private abstract static class Named implements SyncProvider {

        private final String id;

        private Named(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public ProviderConnection connect(Account account, ProviderSettings settings) {
            throw new AssertionError("a provider that is looked up connects to nothing");
        }
    }

    /** As an artifact brings it. */
    public static final class Papyrus extends Named {
        public Papyrus() {
            super("papyrus");
        }
    }

    private static final class OtherPapyrus extends Named {
        private OtherPapyrus() {
            super("papyrus");
        }
    }

    private static final class Slate extends Named {
        private Slate() {
            super("slate");
        }
    }

    private URLClassLoader artifacts;

    /** A class path with an artifact that brings {@link Papyrus}. */
    @BeforeEach
    void anArtifactOnTheClassPath(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(SyncProvider.class.getName()), List.of(Papyrus.class.getName()), UTF_8);
        artifacts = new URLClassLoader(new URL[] {directory.toUri().toURL()}, ProvidersTest.class.getClassLoader());
    }

    @AfterEach
    void closesTheClassPath() throws IOException {
        artifacts.close();
    }

    private SyncEngine engine(SyncProvider... byHand) {
        SyncEngine.Builder engine = SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .classLoader(artifacts);
        List.of(byHand).forEach(engine::provider);
        return engine.build();
    }

    @Test
    void oneOnTheClassPathIsFound() {
        assertThat(engine().provider("papyrus")).isInstanceOf(Papyrus.class);
    }

    @Test
    void oneGivenByHandStandsBesideThoseFound() {
        Slate slate = new Slate();
        SyncEngine engine = engine(slate);

        assertThat(engine.provider("slate")).isSameAs(slate);
        assertThat(engine.provider("papyrus")).isInstanceOf(Papyrus.class);
    }

    @Test
    void oneGivenByHandIsTakenForTheSameThatIsFound() {
        Papyrus mine = new Papyrus();

        assertThat(engine(mine).provider("papyrus")).isSameAs(mine);
    }

    @Test
    void twoOfOneNameAreRefusedAndBothAreNamed() {
        OtherPapyrus other = new OtherPapyrus();

        assertThatThrownBy(() -> engine(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'papyrus'")
                .hasMessageContaining(Papyrus.class.getName())
                .hasMessageContaining(OtherPapyrus.class.getName());
    }
}
