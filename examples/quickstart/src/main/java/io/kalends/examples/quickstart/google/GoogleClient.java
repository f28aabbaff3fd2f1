package io.kalends.examples.quickstart.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kalends.provider.google.GoogleProvider;
import io.kalends.sync.account.OAuthProfile;
import io.kalends.sync.spi.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who the host is to Google, and where Google is.
 *
 * @param id the client id of Google's console
 * @param secret its secret, from the host's vault
 * @param oauth where users consent and tokens come from
 * @param settings where the Calendar API is, and what else is set for it
 */
record GoogleClient(String id, String secret, OAuthProfile oauth, ProviderSettings settings) {

    /**
     * A client of Google itself, read from the file that Google's console offers for download.
     *
     * @throws IllegalArgumentException if it is no such file, or that of a client that cannot return to this machine
     */
    static GoogleClient in(Path file) {
        JsonNode json = read(file);
        if (json.has("web")) {
            throw new IllegalArgumentException(file + " is the file of a client of the type 'Web application', which"
                    + " returns to the addresses that its host has set → make one of the type 'Desktop app', and give"
                    + " its file");
        }
        JsonNode client = json.path("installed");
        String id = client.path("client_id").asText();
        if (id.isEmpty()) {
            throw noClient(file);
        }
        return new GoogleClient(
                id, client.path("client_secret").asText(), GoogleProvider.oauth(), ProviderSettings.defaults());
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            // Without the cause: a parser quotes what it read, and that may be the secret.
            throw noClient(file);
        }
    }

    private static IllegalArgumentException noClient(Path file) {
        return new IllegalArgumentException(
                file + " is not the file of an OAuth client: download it in Google's console, under Clients");
    }

    /** The id: the secret is told nobody. */
    @Override
    public String toString() {
        return "GoogleClient[" + id + "]";
    }
}
