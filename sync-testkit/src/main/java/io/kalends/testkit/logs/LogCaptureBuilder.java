package io.kalends.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a {@link LogCapture} keeps. Without a word: everything that java.util.logging is given, and no file. */
public final class LogCaptureBuilder {

    private final List<String> skipped = new ArrayList<>();
    private final Map<String, Predicate<String>> chatter = new LinkedHashMap<>();
    private @Nullable Path file;

    LogCaptureBuilder() {}

    /**
     * The file into which SLF4J logs, or any other way of logging that does not end in java.util.logging. UTF-8.
     *
     * @throws IllegalStateException if there is a file already
     */
    public LogCaptureBuilder file(Path file) {
        if (this.file != null) {
            throw new IllegalStateException("file is set already: " + this.file);
        }
        this.file = requireNonNull(file, "file");
        return this;
    }

    /** Keeps nothing of loggers that are not ours, such as a server's that a test plays: all whose names begin so. */
    public LogCaptureBuilder skip(String... loggers) {
        skipped.addAll(List.of(loggers));
        return this;
    }

    /** Of one logger that tells of every byte, keeps the lines that this holds of, as {@link LogCapture#lines} gives them. */
    public LogCaptureBuilder keepOnly(String logger, Predicate<String> which) {
        chatter.put(requireNonNull(logger, "logger"), requireNonNull(which, "which"));
        return this;
    }

    /** Starts to keep. */
    public LogCapture start() {
        return LogCapture.start(new CapturingHandler(skipped, chatter), file);
    }
}
