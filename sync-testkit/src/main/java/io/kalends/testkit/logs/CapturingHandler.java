package io.kalends.testkit.logs;

import static java.util.Objects.requireNonNullElse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Keeps what java.util.logging is given, as text. */
final class CapturingHandler extends Handler {

    private final List<String> skipped;
    private final Map<String, Predicate<String>> chatter;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /**
     * @param skipped how the names of loggers begin of which nothing is kept
     * @param chatter by the names of loggers, which of their lines are kept
     */
    CapturingHandler(List<String> skipped, Map<String, Predicate<String>> chatter) {
        this.skipped = List.copyOf(skipped);
        this.chatter = Map.copyOf(chatter);
        setLevel(Level.ALL);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        String logger = requireNonNullElse(record.getLoggerName(), "");
        if (skipped.stream().anyMatch(logger::startsWith)) {
            return;
        }
        String line = logger + " " + record.getMessage() + " " + Arrays.deepToString(record.getParameters());
        if (record.getThrown() != null) {
            line += LogCapture.text(record.getThrown());
        }
        if (chatter.getOrDefault(logger, any -> true).test(line)) {
            lines.add(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
