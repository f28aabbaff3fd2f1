package io.kalends.provider.ics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.sync.RejectedException;
import io.kalends.sync.Replica;
import io.kalends.sync.account.Account;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.SyncProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a host comes to a calendar. */
class IcsProviderTest {

    @TempDir
    Path folder;

    private final ProviderConnection connection =
            new IcsProvider().connect(Account.none(), ProviderSettings.defaults());

    @AfterEach
    void close() {
        connection.close();
    }

    private Replica<CalendarEvent> replica(String collection) {
        return connection.replica(collection, CalendarEvents.type());
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SyncProvider.class).stream()
                        .map(found -> found.get().id()))
                .containsExactly("ics");
    }

    @Test
    void opensAFileAFolderAndANewFileForWriting() throws IOException {
        Path file = Files.createFile(folder.resolve("there.ics"));

        assertThat(replica(file.toString()).traits().writing()).isPresent();
        assertThat(replica(folder.toString()).traits().writing()).isPresent();
        assertThat(replica(folder.resolve("new.ics").toString()).traits().writing())
                .isPresent();
        assertThat(folder.resolve("new.ics")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a.ics",
                "http://example.org/a.ics",
                "webcal://example.org/a.ics",
                "WEBCALS://example.org/a.ics"
            })
    void opensAFeedForReadingOnly(String address) {
        assertThat(replica(address).traits().writing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-folder/calendar.ics", "no-such-file.txt", "no-such-folder"})
    void saysWhatIsWrongWithAPath(String name) {
        assertThatThrownBy(() -> replica(folder.resolve(name).toString()))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("there is no such file or folder")
                .hasMessageContaining(".ics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void doesNotTakeAnEmptyNameForTheFolderOfTheProcess(String name) {
        assertThatThrownBy(() -> replica(name))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("the name of the calendar is empty")
                .hasMessageContaining("path of a file or folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-folder/calendar.ics", "~/calendar.ics"})
    void saysWhereItLookedForARelativePath(String name) {
        assertThatThrownBy(() -> replica(name))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void makesAFileWhateverTheCaseOfItsEnding() {
        assertThat(replica(folder.resolve("NEW.ICS").toString()).traits().writing())
                .isPresent();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> replica("https://")).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> replica("a\u0000b")).isInstanceOf(RejectedException.class);
    }
}
