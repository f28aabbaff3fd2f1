package io.kalends.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks for the smallest heap that a first sync passes with: one child JVM a size, from the smallest up. */
record HeapSearch(int events, PrintStream out) {

    private static final int STEP_MB = 64;
    private static final int MAX_MB = 1_024;

    private static final int MAX_MINUTES = 30;

    /** A heap in which most of the time goes into collecting garbage is too small, though it might pass in hours. */
    private static final List<String> GIVES_UP =
            List.of("-XX:+UseParallelGC", "-XX:GCTimeLimit=75", "-XX:GCHeapFreeLimit=5", "-XX:+ExitOnOutOfMemoryError");

    int smallest() throws IOException, InterruptedException {
        for (int megabytes = STEP_MB; megabytes <= MAX_MB; megabytes += STEP_MB) {
            long start = System.nanoTime();
            boolean passed = passes(megabytes);
            out.printf(
                    "first sync of %,d events with -Xmx%dm: %s after %,d s%n",
                    events,
                    megabytes,
                    passed ? "passed" : "failed",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
            if (passed) {
                return megabytes;
            }
        }
        throw new IllegalStateException(
                "a first sync of " + events + " events does not pass with " + MAX_MB + " MB of heap");
    }

    private boolean passes(int megabytes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + megabytes + "m");
        command.addAll(GIVES_UP);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(HeapTrial.class.getName(), String.valueOf(events)));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return child.waitFor(MAX_MINUTES, TimeUnit.MINUTES) && child.exitValue() == 0;
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
