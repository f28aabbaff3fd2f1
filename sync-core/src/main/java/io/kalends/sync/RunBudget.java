package io.kalends.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much one run may do before it lets others go first. A run that has spent it stops at the next border between two
 * pages or two batches, answers {@link SyncReport.Outcome#MORE}, and the next one goes on where it stopped. Each run reads
 * at least one page of a side and makes at least one batch of writes, so that the smallest budget moves as well.
 *
 * @param pages how many pages of each side are read at most
 * @param time how long it may take; {@code null} for as long as it needs
 */
public record RunBudget(int pages, @Nullable Duration time) {

    private static final RunBudget UNLIMITED = new RunBudget(Integer.MAX_VALUE, null);

    public RunBudget {
        if (pages < 1) {
            throw new IllegalArgumentException("a run reads at least one page, not " + pages);
        }
        if (time != null && (time.isNegative() || time.isZero())) {
            throw new IllegalArgumentException("a run takes some time, not " + time);
        }
    }

    /** As much as there is. */
    public static RunBudget unlimited() {
        return UNLIMITED;
    }

    /** So many pages of each side. */
    public static RunBudget ofPages(int pages) {
        return new RunBudget(pages, null);
    }

    /** So long. */
    public static RunBudget ofTime(Duration time) {
        return new RunBudget(Integer.MAX_VALUE, time);
    }

    /** The same, and no longer than this. */
    public RunBudget within(Duration time) {
        return new RunBudget(pages, time);
    }

    /** Whether a run may have to stop before all is done. */
    public boolean isLimited() {
        return pages < Integer.MAX_VALUE || time != null;
    }

    /** How long a run may take; empty for as long as it needs. */
    public Optional<Duration> limit() {
        return Optional.ofNullable(time);
    }
}
