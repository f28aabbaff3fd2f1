package io.kalends.testkit.google.internal;

import java.time.Duration;

/** How the emulator behaves where the real service may do this or that. Guarded by the world's lock. */
public final class Behaviour {

    private int pageLimit = Integer.MAX_VALUE;
    private boolean emptyFirstPages;
    private boolean repeatedRows;
    private boolean fullCancelledRows;
    private boolean exceptionsOfDeletedSeries;
    private Duration syncTokenLife = Duration.ofDays(28);

    public int pageLimit() {
        return pageLimit;
    }

    public void pageLimit(int rows) {
        pageLimit = rows;
    }

    public boolean emptyFirstPages() {
        return emptyFirstPages;
    }

    public void emptyFirstPages(boolean on) {
        emptyFirstPages = on;
    }

    public boolean repeatedRows() {
        return repeatedRows;
    }

    public void repeatedRows(boolean on) {
        repeatedRows = on;
    }

    public boolean fullCancelledRows() {
        return fullCancelledRows;
    }

    public void fullCancelledRows(boolean on) {
        fullCancelledRows = on;
    }

    public boolean exceptionsOfDeletedSeries() {
        return exceptionsOfDeletedSeries;
    }

    public void exceptionsOfDeletedSeries(boolean on) {
        exceptionsOfDeletedSeries = on;
    }

    public Duration syncTokenLife() {
        return syncTokenLife;
    }

    public void syncTokenLife(Duration life) {
        syncTokenLife = life;
    }
}
