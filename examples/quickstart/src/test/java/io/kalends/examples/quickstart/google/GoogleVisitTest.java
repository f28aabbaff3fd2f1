package io.kalends.examples.quickstart.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kalends.emulators.google.Consent;
import io.kalends.emulators.google.EmulatedAccount;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.spi.ProviderSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a calendar at Google, here the emulator: it is only read, and the grant ends with the visit. */
class GoogleVisitTest {

    private final GoogleCalendarEmulator google = GoogleCalendarEmulator.start();
    private final EmulatedAccount account = google.account(Alice.ADDRESS, GoogleWorld.ZONE);
    private final Alice alice = new Alice(account);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void readsTheMainCalendarAndWritesNothing() throws IOException {
        alice.adds("Dentist", LocalDate.of(2026, 3, 9).atTime(17, 0));
        alice.addsWeekly("Standup", LocalDate.of(2026, 3, 9).atTime(9, 0));

        assertThat(visit()).endsWith("in sync: 2 records in the app, 2 at Google");

        assertThat(google.calls().httpByKind()).doesNotContainKeys("batch", "events.insert", "events.patch");
        assertThat(alice.titles()).containsExactly("Dentist", "Standup");
    }

    @Test
    void givesTheGrantBack() throws IOException {
        visit();

        assertThat(google.calls().count("oauth.revoke")).isEqualTo(1);
    }

    @Test
    void endsAtOnceWhenTheConsentIsRefused() throws IOException {
        assertThat(visit(Consent.denied())).isEqualTo("Nothing was connected.");
    }

    @Test
    void refusesTheFileOfAWebClient() throws IOException {
        Path file = Files.writeString(
                folder.resolve("web.json"), "{\"web\":{\"client_id\":\"me\",\"client_secret\":\"hidden\"}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoogleClient.in(file))
                .withMessageContaining("Web application")
                .withMessageContaining("Desktop app");
    }

    @Test
    void readsTheClientFromGooglesFile() throws IOException {
        Path file = folder.resolve("client_secret.json");
        Files.writeString(file, "{\"installed\":{\"client_id\":\"me\",\"client_secret\":\"hidden\"}}");

        GoogleClient client = GoogleClient.in(file);

        assertThat(client.id()).isEqualTo("me");
        assertThat(client.secret()).isEqualTo("hidden");
        assertThat(client).hasToString("GoogleClient[me]");
    }

    @Test
    void saysWhatItWantsInsteadOfAnotherFile() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoogleClient.in(file))
                .withMessageContaining("download it in Google's console");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoogleClient.in(folder.resolve("missing.json")))
                .withMessageContaining("download it in Google's console");
    }

    private String visit() throws IOException {
        return visit(Consent.all());
    }

    private String visit(Consent consent) throws IOException {
        GoogleClient client = new GoogleClient(
                google.clientId(),
                google.clientSecret(),
                GoogleProvider.oauth(google.rootUri(), google.rootUri()),
                ProviderSettings.defaults().baseUri(google.rootUri()));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new GoogleVisit(
                        client,
                        page -> alice.opens(account.consent(page, consent)),
                        new PrintStream(told, true, StandardCharsets.UTF_8))
                .tell();
        return told.toString(StandardCharsets.UTF_8).strip();
    }
}
