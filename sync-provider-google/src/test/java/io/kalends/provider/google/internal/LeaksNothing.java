package io.kalends.provider.google.internal;

import io.kalends.testkit.logs.LogLeakExtension;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Stands by in every test of the module: all that is logged at any level, by java.util.logging (the HTTP client, Google's
 * library) and by SLF4J (ours), is looked through for tokens and content after each class.
 */
public final class LeaksNothing extends LogLeakExtension {

    /** What tokens begin with, and what is in the events and requests of the tests and nowhere else. */
    static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            "ya29\\.",
            "Bearer ",
            "access_token",
            "refresh_token",
            "client_secret",
            "s3cret",
            "Meeting",
            "Room ",
            "Standup",
            "Tango ",
            "moved here",
            "changed there",
            "theirs "));

    /** What tells of the emulator's own calls too, when it plays Google that notifies. */
    private static final String EMULATOR = "sun.net.www.protocol.http.HttpURLConnection";

    /** Stands by. */
    public LeaksNothing() {
        super(
                SECRET,
                options -> options.file(Path.of("target", "logged.txt"))
                        .keepOnly(EMULATOR, line -> !line.contains("APIs-Google")));
    }
}
