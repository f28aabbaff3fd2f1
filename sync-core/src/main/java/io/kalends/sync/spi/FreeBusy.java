package io.kalends.sync.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Tells when collections are busy, without telling why. */
@FunctionalInterface
public interface FreeBusy {

    /**
     * The busy times of these collections that touch a stretch of time, one answer a collection, in their order.
     *
     * @param to exclusive
     */
    List<BusyTimes> busy(Collection<String> collections, Instant from, Instant to);
}
