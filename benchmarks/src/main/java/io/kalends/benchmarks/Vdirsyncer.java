package io.kalends.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** vdirsyncer with two {@code filesystem} storages. What it takes for two empty folders counts as its start. */
final class Vdirsyncer implements FolderSync, AutoCloseable {

    private static final String PROGRAM = "vdirsyncer";
    private static final int STARTS = 5;

    private final Path root;
    private final Path work;
    private final long start;

    private Vdirsyncer(Path root, Path work, long start) {
        this.root = root;
        this.work = work;
        this.start = start;
    }

    /**
     * Vdirsyncer as it is installed.
     *
     * @throws NotInstalledException if it is not
     */
    static Vdirsyncer installed() throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("kalends-vdirsyncer");
        try {
            EventFolder left = EventFolder.in(root, "empty-left");
            EventFolder right = EventFolder.in(root, "empty-right");
            Vdirsyncer bare = new Vdirsyncer(root, Files.createDirectory(root.resolve("start")), 0);
            bare.nanos(left, right);
            long[] starts = new long[STARTS];
            for (int i = 0; i < STARTS; i++) {
                starts[i] = bare.nanos(left, right);
            }
            Arrays.sort(starts);
            return new Vdirsyncer(root, Files.createDirectory(root.resolve("state")), starts[STARTS / 2]);
        } catch (NotInstalledException e) {
            StateDatabase.remove(root);
            throw e;
        }
    }

    /** What is taken off each measurement. */
    long startNanos() {
        return start;
    }

    @Override
    public long nanos(EventFolder left, EventFolder right) throws IOException, InterruptedException {
        Path config = work.resolve("config");
        if (!Files.exists(config)) {
            Files.writeString(config, configuration(left, right));
            run(config, "discover");
        }
        return Math.max(1, run(config, "sync") - start);
    }

    private String configuration(EventFolder left, EventFolder right) {
        return """
                [general]
                status_path = "%s"

                [pair folders]
                a = "left"
                b = "right"
                collections = null
                conflict_resolution = "a wins"

                [storage left]
                type = "filesystem"
                path = "%s"
                fileext = ".ics"

                [storage right]
                type = "filesystem"
                path = "%s"
                fileext = ".ics"
                """.formatted(work.resolve("status"), left.path(), right.path());
    }

    private long run(Path config, String command) throws IOException, InterruptedException {
        Path log = work.resolve("log");
        long begin = System.nanoTime();
        int status = started(config, command, log).waitFor();
        long took = System.nanoTime() - begin;
        if (status != 0) {
            throw new IllegalStateException(
                    PROGRAM + " " + command + " ended with status " + status + ": " + Files.readString(log));
        }
        return took;
    }

    private static Process started(Path config, String command, Path log) {
        try {
            Process process = new ProcessBuilder(List.of(PROGRAM, "--config", config.toString(), command))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new NotInstalledException(
                    PROGRAM + " is not installed, and this benchmark compares with it: apt-get install vdirsyncer");
        }
    }

    @Override
    public void close() {
        StateDatabase.remove(root);
    }
}
