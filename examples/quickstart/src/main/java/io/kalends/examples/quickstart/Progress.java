package io.kalends.examples.quickstart;

import io.kalends.sync.Side;
import io.kalends.sync.SyncListener;
import io.kalends.sync.SyncRun;
import java.io.PrintStream;

/** Says how a run goes on, page by page. */
record Progress(PrintStream out) implements SyncListener {

    @Override
    public void read(SyncRun run, Side side, int records) {
        out.println("  … read " + records + (records == 1 ? " record" : " records") + " on the " + side.label());
    }
}
