package io.kalends.examples.quickstart.google;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The quickstart with Google on the other side. */
public final class GoogleQuickstart {

    private GoogleQuickstart() {}

    /** Tells the whole story: the emulator plays Google, everything else is as in production. */
    public static void run(PrintStream out) throws IOException {
        try (GoogleWorld world = GoogleWorld.open(new Notices(out))) {
            new GoogleStory(world, out).tell();
        }
    }

    /**
     * Looks at a calendar at Google itself, without writing there.
     *
     * @param client the file that Google's console offers for an OAuth client of the type "Desktop app"
     */
    public static void visit(PrintStream out, Path client) throws IOException {
        new GoogleVisit(GoogleClient.in(client), page -> out.println("open in your browser: " + page), out).tell();
    }
}
