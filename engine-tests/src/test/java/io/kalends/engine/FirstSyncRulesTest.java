package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.Conflict;
import io.kalends.sync.ConflictPolicy;
import io.kalends.sync.Direction;
import io.kalends.sync.FirstSync;
import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a policy says of a field holds from the first sync on, and after a store was lost. */
class FirstSyncRulesTest {

    record Customer(String id, String email, String name, boolean banned) {}

    private static final RecordType<Customer> TYPE = RecordType.derive(Customer.class)
            .id(Customer::id)
            .identity(Customer::email)
            .build();

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<Customer> local = side("local");
    private final InMemoryReplica<Customer> remote = side("remote");
    private SyncEngine engine = engine();

    private InMemoryReplica<Customer> side(String id) {
        return InMemoryReplica.builder(id, TYPE).clock(clock).build();
    }

    private SyncEngine engine() {
        return SyncEngine.builder()
                .store(new InMemorySyncStateStore(new byte[32]))
                .clock(clock)
                .random(new SplittableRandom(5))
                .build();
    }

    /** The local side banned Ada; the remote one was edited later. */
    private void meet() {
        local.put(new Customer("1", "ada@example.org", "Ada", true));
        clock.advance(Duration.ofDays(1));
        remote.put(new Customer("r1", "ada@example.org", "Ada Lovelace", false));
    }

    private void sync(UnaryOperator<SyncPair.Builder<Customer>> rules) {
        clock.advance(Duration.ofMinutes(1));
        engine.sync(rules.apply(SyncPair.between(local, remote).id("pair")).build());
    }

    private static SyncPair.Builder<Customer> localDecidesOnBans(SyncPair.Builder<Customer> pair) {
        return pair.onConflict(ConflictPolicy.<Customer>perField().prefer(Side.LEFT, "banned"));
    }

    private Customer here() {
        return local.contents().get(0);
    }

    private Customer there() {
        return remote.contents().get(0);
    }

    @Test
    void theSideThatDecidesOnAFieldDoesSoAtTheFirstSync() {
        meet();

        sync(FirstSyncRulesTest::localDecidesOnBans);

        assertThat(here().banned()).isTrue();
        assertThat(there().banned()).isTrue();
        assertThat(here().name()).as("fields without a side: the newest").isEqualTo("Ada Lovelace");
    }

    @Test
    void theSideThatDecidesOnAFieldDoesSoAfterTheStoreWasLost() {
        meet();
        sync(FirstSyncRulesTest::localDecidesOnBans);
        clock.advance(Duration.ofDays(1));
        remote.edit(
                remote.records().keySet().iterator().next(), ada -> new Customer(ada.id(), ada.email(), "Lady", false));
        engine = engine();

        sync(FirstSyncRulesTest::localDecidesOnBans);

        assertThat(here().banned()).isTrue();
        assertThat(there().banned()).isTrue();
        assertThat(here().name()).isEqualTo("Lady");
    }

    @Test
    void aFieldRuleGoesBeforeTheRuleForTheFirstSync() {
        meet();

        sync(pair -> localDecidesOnBans(pair).firstSync(FirstSync.PREFER_RIGHT));

        assertThat(there().banned()).isTrue();
        assertThat(here().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void whereNothingIsToBeOverwrittenAFieldRuleOverwritesNothingEither() {
        meet();

        sync(pair -> localDecidesOnBans(pair).firstSync(FirstSync.KEEP_BOTH_AS_THEY_ARE));

        assertThat(here().banned()).isTrue();
        assertThat(there().banned()).isFalse();
    }

    @Test
    void aFieldThatTheHostDecidesOnIsNotOverwrittenByAnImport() {
        meet();

        sync(pair -> localDecidesOnBans(pair).direction(Direction.IMPORT));

        assertThat(here().banned()).isTrue();
        assertThat(here().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aSideThatAlwaysWinsDoesSoAtTheFirstSync() {
        meet();

        sync(pair -> pair.onConflict(ConflictPolicy.prefer(Side.LEFT)));

        assertThat(there().name()).isEqualTo("Ada");
        assertThat(there().banned()).isTrue();
    }

    @Test
    void aRuleForTheFirstSyncGoesBeforeASideThatAlwaysWins() {
        meet();

        sync(pair -> pair.onConflict(ConflictPolicy.prefer(Side.LEFT)).firstSync(FirstSync.PREFER_RIGHT));

        assertThat(here().name()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aPolicyThatThrowsWhenAskedLeavesItToTheRuleForTheFirstSync() {
        meet();

        sync(pair -> pair.onConflict(new ThrowingPolicy()));

        assertThat(here().name()).isEqualTo("Ada Lovelace");
    }

    private static final class ThrowingPolicy implements ConflictPolicy<Customer> {

        @Override
        public Optional<Side> winnerOf(String field) {
            throw new IllegalStateException("not today");
        }

        @Override
        public Resolution<Customer> resolve(Conflict<Customer> conflict) {
            return Resolution.askSomeone();
        }
    }
}
