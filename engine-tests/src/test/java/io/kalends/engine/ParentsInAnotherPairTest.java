package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Side;
import io.kalends.sync.SyncEngine;
import io.kalends.sync.SyncPair;
import io.kalends.sync.SyncReport;
import io.kalends.sync.store.InMemorySyncStateStore;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Problem;
import io.kalends.testkit.InMemoryReplica;
import io.kalends.testkit.Note;
import io.kalends.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Addresses belong to customers, which are another pair's records. */
class ParentsInAnotherPairTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final SyncEngine engine = SyncEngine.builder()
            .store(new InMemorySyncStateStore(new byte[32]))
            .clock(clock)
            .build();
    private final InMemoryReplica<Note> ourCustomers = collection("our-customers", null);
    private final InMemoryReplica<Note> theirCustomers = collection("their-customers", null);
    private final InMemoryReplica<Note> ourAddresses = collection("our-addresses", ourCustomers);
    private final InMemoryReplica<Note> theirAddresses = collection("their-addresses", theirCustomers);
    private final SyncPair<Note> customers =
            SyncPair.between(ourCustomers, theirCustomers).id("customers").build();
    private final SyncPair<Note> addresses = SyncPair.between(ourAddresses, theirAddresses)
            .id("addresses")
            .parentsIn("customers")
            .build();
    private final Note ann = Note.titled("Ann");
    private final Note home = Note.titled("Elm Street 1").childOf(ann);

    private InMemoryReplica<Note> collection(String id, @Nullable InMemoryReplica<Note> parents) {
        var builder = InMemoryReplica.builder(id, Note.type()).clock(clock);
        return (parents == null ? builder : builder.parentsIn(parents)).build();
    }

    private SyncReport sync(SyncPair<Note> pair) {
        clock.advance(Duration.ofMinutes(2));
        return engine.sync(pair);
    }

    private static String onlyId(InMemoryReplica<Note> side) {
        return side.records().keySet().iterator().next();
    }

    @Test
    void anAddressIsMadeBelowItsCustomersCounterpart() {
        ourAddresses.putChild(ourCustomers.put(ann), home);

        sync(customers);
        sync(addresses);

        assertThat(theirAddresses.find(onlyId(theirAddresses)))
                .hasValueSatisfying(row -> assertThat(row.parent()).isEqualTo(onlyId(theirCustomers)));
        assertThat(sync(addresses).writes()).isZero();
    }

    @Test
    void anAddressGoesThoughItsCustomerCannotGoBeforeIt() {
        String customer = ourCustomers.put(ann);
        String address = ourAddresses.putChild(customer, home);
        sync(customers);
        sync(addresses);
        ourCustomers.remove(customer);
        ourAddresses.remove(address);
        theirCustomers.faults().writes().defer(note -> true, "an address refers to it", Duration.ofMinutes(1), 1);

        sync(customers);
        sync(addresses);
        sync(customers);

        assertThat(theirAddresses.contents()).isEmpty();
        assertThat(theirCustomers.contents()).isEmpty();
    }

    @Test
    void anAddressWhoseCustomerIsNotThereYetIsStuckAndSaysWhatItWaitsFor() {
        ourAddresses.putChild(ourCustomers.put(ann), home);

        sync(addresses);
        Instant since = clock.instant();
        sync(addresses);

        assertThat(engine.status(addresses).stuck())
                .singleElement()
                .extracting(Link::problem)
                .isEqualTo(new Problem(
                        "the record it belongs to is not on the right side",
                        "it is created once that record is there, by pair 'customers'",
                        since));
        sync(customers);
        sync(addresses);
        assertThat(theirAddresses.contents()).containsExactly(home);
        assertThat(engine.status(addresses).stuck()).isEmpty();
    }

    @Test
    void withoutThatTheAddressIsStuckAndSaysHowToNameTheOtherPair() {
        ourAddresses.putChild(ourCustomers.put(ann), home);
        SyncPair<Note> alone =
                SyncPair.between(ourAddresses, theirAddresses).id("alone").build();

        sync(alone);

        assertThat(engine.status(alone).count(LinkStatus.PENDING)).isEqualTo(1);
        assertThat(engine.status(alone).stuck())
                .singleElement()
                .extracting(Link::problem)
                .extracting(Problem::action)
                .asString()
                .contains("parentsIn(");
    }

    @Test
    void anAddressOfTheSameIdAsACustomerIsNobodysParent() {
        ourCustomers.put("1", ann);
        ourCustomers.put("2", Note.titled("Ben"));
        sync(customers);
        Note first = Note.titled("Elm Street 1").childOf(Note.titled("Ben"));
        // Its id is that of the customer whom the second address belongs to.
        ourAddresses.adopt(ourAddresses.put("1", first), "2");
        String second = ourAddresses.putChild("1", Note.titled("Elm Street 2").childOf(ann));
        sync(addresses);
        theirAddresses.remove(World.find(theirAddresses, first::equals));

        sync(addresses);

        assertThat(ourAddresses.records()).containsOnlyKeys(second);
        assertThat(theirAddresses.contents()).hasSize(1);
    }

    @Test
    void aDeletedAddressAndItsDeletedCustomerBothGo() {
        ourAddresses.putChild(ourCustomers.put(ann), home);
        sync(customers);
        sync(addresses);
        ourAddresses.remove(onlyId(ourAddresses));
        ourCustomers.remove(onlyId(ourCustomers));

        sync(customers);
        sync(addresses);

        assertThat(List.of(theirCustomers.contents(), theirAddresses.contents()))
                .containsOnly(List.of());
    }

    @Test
    void theRunOfOneAddressLooksForNoCustomerAmongTheAddresses() {
        sync(customers);
        sync(addresses);
        String id = ourAddresses.putChild(ourCustomers.put(ann), home);
        sync(customers);
        ourAddresses.log().clear();

        engine.sync(addresses, Side.LEFT, id);

        assertThat(theirAddresses.contents()).containsExactly(home);
        assertThat(ourAddresses.log().requests().fetches()).isEqualTo(1);
    }

    @Test
    void aPairIsNotItsOwnParent() {
        SyncPair.Builder<Note> builder =
                SyncPair.between(ourAddresses, theirAddresses).id("addresses").parentsIn("addresses");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parentsIn");
    }
}
