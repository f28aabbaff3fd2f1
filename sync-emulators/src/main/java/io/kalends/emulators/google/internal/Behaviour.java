package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.emulators.google.ResetOccurrences;
import io.kalends.emulators.google.UnscheduledExceptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** How the emulator behaves where the real service may do this or that. Guarded by the world's lock. */
public final class Behaviour {

    private int pageLimit = Integer.MAX_VALUE;
    private boolean emptyFirstPages;
    private boolean repeatedRows;
    private boolean fullCancelledRows;
    private boolean exceptionsOfDeletedSeries;
    private UnscheduledExceptions unscheduledExceptions = UnscheduledExceptions.CANCELLED;
    private boolean refuseUnscheduledRevivals;
    private ResetOccurrences resetOccurrences = ResetOccurrences.KEPT;
    private UnaryOperator<ObjectNode> rewriting = UnaryOperator.identity();
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

    public UnscheduledExceptions unscheduledExceptions() {
        return unscheduledExceptions;
    }

    public void unscheduledExceptions(UnscheduledExceptions become) {
        unscheduledExceptions = become;
    }

    public ResetOccurrences resetOccurrences() {
        return resetOccurrences;
    }

    public void resetOccurrences(ResetOccurrences become) {
        resetOccurrences = become;
    }

    public boolean refuseUnscheduledRevivals() {
        return refuseUnscheduledRevivals;
    }

    public void refuseUnscheduledRevivals(boolean on) {
        refuseUnscheduledRevivals = on;
    }

    /** What the server makes of an event that a client wrote. */
    ObjectNode rewritten(ObjectNode event) {
        return rewriting.apply(event);
    }

    public void rewriting(UnaryOperator<ObjectNode> change) {
        rewriting = change;
    }

    public Duration syncTokenLife() {
        return syncTokenLife;
    }

    public void syncTokenLife(Duration life) {
        syncTokenLife = life;
    }
}
