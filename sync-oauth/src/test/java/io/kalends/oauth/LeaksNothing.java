package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands by in every test of the module: all that is logged at any level, by java.util.logging (the JDK) and by SLF4J (ours,
 * and the OAuth library's if it did), is looked through for secrets after each class.
 */
public final class LeaksNothing implements BeforeAllCallback, AfterAllCallback {

    /** What the secrets of the tests look like, and what they are called in requests and answers. */
    private static final Pattern SECRET = Pattern.compile(String.join(
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

    /** The servers that the tests play, and the engine that runs them, whose names of tests quote what was given to them. */
    private static final List<String> NOT_OURS = List.of("com.sun.net.httpserver", "org.junit");

    private static final String CHATTER = "jdk.internal.httpclient.debug";

    private static final Path SLF4J = Path.of("target", "logged.txt");
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final Logger ROOT = Logger.getLogger("");
    private static final Handler HANDLER = new Handler() {
        @Override
        public void publish(LogRecord record) {
            String logger = String.valueOf(record.getLoggerName());
            if (NOT_OURS.stream().anyMatch(logger::startsWith)) {
                return;
            }
            String line = logger + " " + record.getMessage() + " " + Arrays.deepToString(record.getParameters())
                    + text(record.getThrown());
            // Each byte that the JDK's client moves is a line; what is harmless of it is not kept.
            if (!logger.equals(CHATTER) || SECRET.matcher(line).find()) {
                LINES.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        capture();
    }

    private static synchronized void capture() {
        if (!Arrays.asList(ROOT.getHandlers()).contains(HANDLER)) {
            // The console would drown in it.
            Arrays.stream(ROOT.getHandlers()).forEach(handler -> handler.setLevel(Level.WARNING));
            HANDLER.setLevel(Level.ALL);
            ROOT.addHandler(HANDLER);
            ROOT.setLevel(Level.ALL);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(leaks(lines())).as("lines logged with secrets").isEmpty();
    }

    /** The lines that have a secret in them. */
    static List<String> leaks(List<String> lines) {
        return lines.stream().filter(line -> SECRET.matcher(line).find()).toList();
    }

    /** All that was logged since the module's tests began. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>(LINES);
        try {
            if (Files.exists(SLF4J)) {
                lines.addAll(
                        Files.readString(SLF4J, StandardCharsets.UTF_8).lines().toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** What a logger would print of it, with all its causes. */
    static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
