package io.kalends.provider.google.internal;

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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands by in every test of the module: all that is logged at any level, by java.util.logging (the HTTP client, Google's
 * library) and by SLF4J (ours), is looked through for tokens and content after each class.
 */
public final class LeaksNothing implements BeforeAllCallback, AfterAllCallback {

    /** What tokens begin with, and what is in the events and requests of the tests and nowhere else. */
    static final List<String> SECRETS = List.of(
            "ya29.",
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
            "theirs ");

    /** In what the JDK logs of the emulator's own calls, when it plays Google that notifies. */
    private static final String EMULATOR = "APIs-Google";

    private static final Path SLF4J = Path.of("target", "logged.txt");
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final Logger ROOT = Logger.getLogger("");
    private static final Handler HANDLER = new Handler() {
        @Override
        public void publish(LogRecord record) {
            StringWriter thrown = new StringWriter();
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(thrown));
            }
            LINES.add(record.getLoggerName() + " " + record.getMessage() + " "
                    + Arrays.deepToString(record.getParameters()) + thrown);
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

    static synchronized void capture() {
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
        assertThat(leaks(lines())).as("lines logged with secrets or content").isEmpty();
    }

    static List<String> leaks(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains(EMULATOR))
                .filter(line -> SECRETS.stream().anyMatch(line::contains))
                .toList();
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
}
