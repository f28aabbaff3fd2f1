package io.kalends.testkit.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link io.kalends.sync.Replica} and its two halves, numbered R1 and up. A replica's own test extends it:
 *
 * <pre>{@code
 * class IcsFileReplicaTest extends ReplicaContract<CalendarEvent> {
 *     @Override
 *     protected ReplicaHarness<CalendarEvent> open() { ... }
 * }
 * }</pre>
 *
 * <p>Traits are tested both ways: what is claimed works, what is not claimed fails in the documented way. Rules that do
 * not apply (writing to a read-only side) are reported as aborted, with the reason.
 *
 * @param <R> the record
 */
public abstract class ReplicaContract<R> {

    /** A new, empty collection. Each test opens one and closes it. */
    protected abstract ReplicaHarness<R> open();

    @Nested
    @DisplayName("description")
    class Description extends ReplicaDescriptionRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("listing")
    class Listing extends ReplicaListingRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("cursors")
    class Cursors extends ReplicaCursorRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("fetching")
    class Fetching extends ReplicaFetchRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("writes")
    class Writes extends ReplicaWriteRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("conditional writes")
    class Conditions extends ReplicaConditionRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("creates")
    class Creates extends ReplicaCreateRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }

    @Nested
    @DisplayName("faults")
    class Faults extends ReplicaFaultRules<R> {
        @Override
        ReplicaContract<R> contract() {
            return ReplicaContract.this;
        }
    }
}
