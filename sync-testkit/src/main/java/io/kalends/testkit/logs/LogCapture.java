package io.kalends.testkit.logs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all that java.util.logging is given at any level, from the start until it is closed, and reads what other ways of
 * logging wrote into a file: SLF4J in a test writes to one if its backend is told so (with slf4j-simple,
 * {@code org.slf4j.simpleLogger.logFile} and the level {@code trace}). Meanwhile the console shows warnings only.
 *
 * <p>Safe for many threads. Of several at once, the one that started last is closed first.
 */
public final class LogCapture implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Map<Handler, Level> levels = new LinkedHashMap<>();
    private final CapturingHandler handler;
    private final @Nullable Level level;
    private final @Nullable Path file;

    private LogCapture(CapturingHandler handler, @Nullable Level level, @Nullable Path file) {
        this.handler = handler;
        this.level = level;
        this.file = file;
    }

    /** A capture that starts when it has been told what to keep. */
    public static LogCaptureBuilder builder() {
        return new LogCaptureBuilder();
    }

    static LogCapture start(CapturingHandler handler, @Nullable Path file) {
        LogCapture capture = new LogCapture(handler, Logger.getLogger("").getLevel(), file);
        capture.attach();
        return capture;
    }

    private void attach() {
        for (Handler other : root.getHandlers()) {
            // At every level, the console would drown.
            if (other.getLevel().intValue() < Level.WARNING.intValue() && !(other instanceof CapturingHandler)) {
                levels.put(other, other.getLevel());
                other.setLevel(Level.WARNING);
            }
        }
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    /**
     * What java.util.logging was given since the start, in its order, then the file's lines, those from before the start
     * too. An entry of the first kind is the logger's name, the message and its parameters, and the stack trace with all its
     * causes, in one string. A file that is not there yet has no lines.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(handler.lines());
        if (file != null && Files.exists(file)) {
            try {
                lines.addAll(
                        Files.readString(file, StandardCharsets.UTF_8).lines().toList());
            } catch (IOException e) {
                throw new UncheckedIOException("the log " + file + " cannot be read", e);
            }
        }
        return lines;
    }

    /** Whether these words are in one of the lines. */
    public boolean contains(String words) {
        return lines().stream().anyMatch(line -> line.contains(words));
    }

    /** What a logger prints of a failure: its stack trace, with all its causes. */
    public static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Keeps nothing more, and gives java.util.logging its levels back. What was kept can still be read. */
    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(level);
        levels.forEach(Handler::setLevel);
        levels.clear();
    }
}
