package io.kalends.examples.quickstart.google;

import io.kalends.sync.push.Ran;
import java.io.PrintStream;

/** Says what happens. */
record Narrator(PrintStream out) {

    void chapter(String title) {
        out.println();
        out.println("== " + title);
    }

    void say(String who, String what) {
        out.printf("  %-9s %s%n", who.isEmpty() ? "" : who + ":", what);
    }

    /** What ran, what stopped it, and what it cost. */
    void tell(Turn turn) {
        if (turn.ran().isEmpty()) {
            say("host", "nothing is due");
        }
        for (Ran one : turn.ran()) {
            one.report().ifPresent(report -> out.print(report.describe().indent(2)));
            one.failure().ifPresent(failure -> say("host", "the run stopped: " + failure.getMessage()));
        }
        say("calls", turn.describeCalls());
    }

    void end(String last) {
        out.println();
        out.println(last);
    }
}
