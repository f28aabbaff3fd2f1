package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.Projection;
import io.kalends.sync.record.Field;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a replica says of itself is true and lasts. */
abstract class ReplicaDescriptionRules<R> extends ReplicaRules<R> {

    @Test
    @DisplayName("R1: the id names the collection, and is the same each time")
    void hasAStableId() {
        assertThat(replica().id()).isNotBlank().isEqualTo(replica().id());
    }

    @Test
    @DisplayName("R75: an identity beside the id is the same in every session")
    void hasALastingIdentity() {
        Optional<String> identity = session.identity();
        assumeTrue(identity.isPresent(), "this collection is known by its replica's id alone");
        assertThat(identity.orElseThrow()).isNotBlank();

        harness.put(sample(0));
        nextRun();

        assertThat(session.identity()).isEqualTo(identity);
    }

    @Test
    @DisplayName("R2: the fields it claims to hold are its type's")
    void claimsFieldsOfItsType() {
        assertThat(replica().type().fields().stream().map(Field::name).toList())
                .containsAll(replica().traits().fields());
        assertThat(replica().traits().mappingVersion()).isPositive();
    }

    @Test
    @DisplayName("R3: a read-only replica has no writing half")
    void hasNoSinkWhenReadOnly() {
        assumeTrue(replica().traits().writing().isEmpty(), "this replica can be written to by its traits");

        assertThat(session.sink()).isEmpty();
    }

    @Test
    @DisplayName("R4: a writable replica gives its writing half")
    void givesTheSinkWhenWritable() {
        sink();

        assertThat(session.sink()).isPresent();
    }

    @Test
    @DisplayName("R5: a projection of a projection changes nothing more")
    void projectsOnce() {
        Projection<R> projection = replica().projection();
        for (int n = 0; n < 3; n++) {
            R once = projection.project(sample(n));
            assertThat(seen(projection.project(once))).isEqualTo(seen(once));
        }
    }

    @Test
    @DisplayName("R6: sessions follow one another and show the same")
    void opensAgain() {
        String id = harness.put(sample(0));
        assertThat(listed()).containsOnlyKeys(id);

        nextRun();

        assertThat(listed()).containsOnlyKeys(id);
        assertThatCode(session::close).doesNotThrowAnyException();
    }
}
