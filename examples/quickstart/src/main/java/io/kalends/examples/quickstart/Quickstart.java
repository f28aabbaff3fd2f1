package io.kalends.examples.quickstart;

import io.kalends.examples.quickstart.google.GoogleQuickstart;
import io.kalends.sync.SyncException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The main job: an app's calendar and a real iCalendar file, or a calendar at Google, kept in sync both ways. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Runs the story and says in the exit status whether it went well.
     *
     * @param args a file, a folder or an address, and {@code --write}; {@code --provider google}; nothing for the
     *     calendar that comes along
     */
    public static void main(String[] args) throws IOException {
        try {
            run(System.out, args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (SyncException e) {
            System.err.println("not in sync: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Runs the story. */
    public static void run(PrintStream out, String... args) throws IOException {
        Options options = Options.parse(args);
        if (options.google()) {
            google(options, out);
            return;
        }
        try (World world = World.open(options, out)) {
            new Story(world, out).tell();
        }
    }

    private static void google(Options options, PrintStream out) throws IOException {
        String client = options.client();
        if (client == null) {
            GoogleQuickstart.run(out);
        } else {
            GoogleQuickstart.visit(out, Path.of(client));
        }
    }
}
