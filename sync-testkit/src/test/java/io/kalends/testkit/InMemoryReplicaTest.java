package io.kalends.testkit;

import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The replica in memory keeps the contract, whatever traits it is given. */
class InMemoryReplicaTest {

    @Nested
    class ThatCanDoEverything extends ReplicaContract<Note> {
        @Override
        protected ReplicaHarness<Note> open() {
            return new MemoryHarness(side -> side);
        }
    }

    @Nested
    class ThatRecognisesByIdentityAndWritesBlindly extends ReplicaContract<Note> {
        @Override
        protected ReplicaHarness<Note> open() {
            return new MemoryHarness(side -> side.recognising(Recognition.BY_IDENTITY)
                    .unconditional()
                    .withoutOrigins()
                    .familyRevisions());
        }
    }

    @Nested
    class ThatRemembersNothing extends ReplicaContract<Note> {
        @Override
        protected ReplicaHarness<Note> open() {
            return new MemoryHarness(side -> side.recognising(Recognition.NONE)
                    .withoutHistory()
                    .withoutRevisions()
                    .withoutTimes()
                    .batchSize(1));
        }
    }

    @Nested
    class ThatHoldsTitlesOnly extends ReplicaContract<Note> {
        @Override
        protected ReplicaHarness<Note> open() {
            return new MemoryHarness(
                    side -> side.holding(Set.of("title")).familyRevisions().withoutIncarnations());
        }
    }

    @Nested
    class ThatCanOnlyBeRead extends ReplicaContract<Note> {
        @Override
        protected ReplicaHarness<Note> open() {
            return new MemoryHarness(side -> side.readOnly().snapshots().windowed());
        }
    }
}
