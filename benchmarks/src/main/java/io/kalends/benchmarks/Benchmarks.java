package io.kalends.benchmarks;

import java.io.IOException;
import java.util.List;

/** Runs a benchmark by its name. The exit status is 0 where all targets are met, 1 where one is missed, 2 where it could not run. */
public final class Benchmarks {

    private static final String USAGE = "usage: benchmarks/run scale | folders | google";

    private Benchmarks() {}

    /**
     * Runs one.
     *
     * @param args the benchmark's name
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException, InterruptedException {
        String name = args.length == 1 ? args[0] : "";
        try {
            return switch (name) {
                case "scale" -> report(new Scale(Scale.Sizes.FULL, System.out).measure());
                case "folders" -> folders();
                case "google" -> google();
                default -> usage();
            };
        } catch (NotInstalledException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static int usage() {
        System.err.println(USAGE);
        return 2;
    }

    private static int folders() throws IOException, InterruptedException {
        try (Vdirsyncer vdirsyncer = Vdirsyncer.installed()) {
            System.out.printf(
                    "taken off each of vdirsyncer's times: its start, %,d ms, which is its run over two empty folders%n",
                    vdirsyncer.startNanos() / 1_000_000);
            return report(new Folders(Folders.EVENTS, vdirsyncer, System.out).measure());
        }
    }

    private static int google() throws IOException {
        try (Google google = new Google(10_000, 200)) {
            return report(google.measure(System.out));
        }
    }

    private static int report(Result result) {
        List<String> missed = result.missed();
        missed.forEach(target -> System.out.println("missed: " + target));
        System.out.println(result.line());
        return missed.isEmpty() ? 0 : 1;
    }
}
