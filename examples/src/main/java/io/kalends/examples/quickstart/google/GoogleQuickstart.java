package io.kalends.examples.quickstart.google;

import java.io.IOException;
import java.io.PrintStream;

/** The quickstart with Google on the other side: the emulator plays Google, everything else is as in production. */
public final class GoogleQuickstart {

    private GoogleQuickstart() {}

    /** Runs the whole story. */
    public static void run(PrintStream out) throws IOException {
        try (GoogleWorld world = GoogleWorld.open(new Notices(out))) {
            new GoogleStory(world, out).tell();
        }
    }
}
