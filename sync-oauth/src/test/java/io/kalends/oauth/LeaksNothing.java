package io.kalends.oauth;

import io.kalends.testkit.logs.LogLeakExtension;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Stands by in every test of the module: all that is logged at any level, by java.util.logging (the JDK) and by SLF4J (ours,
 * and the OAuth library's if it did), is looked through for secrets after each class.
 */
public final class LeaksNothing extends LogLeakExtension {

    /** What the secrets of the tests look like, and what they are called in requests and answers. */
    static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            // Google's access tokens, refresh tokens and codes, as the emulator makes them.
            "ya29\\.",
            "1//\\w",
            "\\b4/\\w",
            // States, verifiers and challenges: 32 bytes.
            "(?<![\\w-])[\\w-]{43}(?![\\w-])",
            "(?i)bearer \\w",
            "(?i)basic \\w{8}",
            "(?i)client_?secret",
            "(?i)(access|refresh|id)_?token",
            "(?i)code_?(verifier|challenge)",
            // What the other servers of the tests give out, and the users they name.
            "opaque-",
            "hush-hush",
            "the-code",
            "alice-7",
            "bob-8",
            "alice@example"));

    /** Each byte that the JDK's client moves is a line; what is harmless of it is not kept. */
    private static final String CHATTER = "jdk.internal.httpclient.debug";

    /** Stands by. */
    public LeaksNothing() {
        super(
                SECRET,
                options -> options.file(Path.of("target", "logged.txt"))
                        // The servers that the tests play, and what runs them: names of tests quote what they are
                        // given.
                        .skip("com.sun.net.httpserver", "org.junit")
                        .keepOnly(CHATTER, SECRET.asPredicate()));
    }
}
