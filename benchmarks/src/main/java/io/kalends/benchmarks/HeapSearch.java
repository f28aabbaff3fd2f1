package io.kalends.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks for the smallest heap that a first sync passes with: one child JVM a size, from the smallest up. */
record HeapSearch(int events, PrintStream out) {

    private static final int STEP_MB = 64;
    private static final int MAX_MB = 1_024;

    /** One that only collects garbage by now will not pass. */
    private static final int MAX_MINUTES = 45;

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
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        HeapTrial.class.getName(),
                        String.valueOf(events)))
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
