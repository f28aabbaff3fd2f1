package io.kalends.sync;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.sync.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappedReplicaTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    /** The host's own class: a name in two parts, and a discount that the synced record knows nothing of. */
    record Client(String id, String first, String last, String phone, int discount) {}

    /** What is synced. A nickname has no place at the host. */
    record Contact(String id, String name, String phone, String nickname) {}

    private final MapReplica<Client> host =
            new MapReplica<>(RecordType.of(Client.class), ReplicaTraits.writable(MapReplica.sinkTraits()));
    private final Replica<Contact> mapped = host.mapped(RecordType.of(Contact.class), new ClientAsContact());

    @Test
    void isTheSameCollection() {
        assertThat(mapped.id()).isEqualTo(host.id());
        assertThat(mapped.type().name()).isEqualTo("contact");
        assertThat(mapped.projection().project(contact("Ada Byron", "1"))).isEqualTo(contact("Ada Byron", "1"));
    }

    @Test
    void canWriteWhatTheHostCanAndHoldsEveryField() {
        MapReplica<Client> narrow =
                new MapReplica<>(host.type(), new ReplicaTraits(Set.of("phone"), MapReplica.sinkTraits(), 7));

        ReplicaTraits traits =
                narrow.mapped(mapped.type(), new ClientAsContact()).traits();

        assertThat(traits).isEqualTo(new ReplicaTraits(Set.of(), MapReplica.sinkTraits(), 1_007));
        assertThat(traits.holds("name")).isTrue();
    }

    @Test
    void opensAndClosesTheHostsSession() {
        assertThat(host.opened).isZero();

        mapped.open().close();

        assertThat(host.opened).isEqualTo(1);
        assertThat(host.closed).isEqualTo(1);
    }

    @Test
    void cannotBeWrittenWhereTheHostCannot() {
        Replica<Contact> readOnly =
                new MapReplica<>(host.type(), ReplicaTraits.readOnly()).mapped(mapped.type(), new ClientAsContact());

        assertThat(readOnly.traits().writing()).isEmpty();
        try (ReplicaSession<Contact> session = readOnly.open()) {
            assertThat(session.sink()).isEmpty();
        }
    }

    @Test
    void showsPagesAsTheyAre() {
        host.put("1", "r1", client("Ada", "Byron"));
        host.unreadable.put("2", "broken row");

        ChangePage<Contact> page = changes();

        assertThat(page)
                .isEqualTo(new ChangePage<>(
                        List.of(
                                Entry.present(Versioned.of("1", "r1", contact("Ada Byron", "1"))),
                                Entry.unreadable("2", "broken row")),
                        new Cursor("end", "life-1"),
                        false,
                        ChangePage.Listing.SNAPSHOT));
    }

    @Test
    void keepsWhatTheSideKnowsOfARecord() {
        host.rows.put(
                "1",
                Versioned.of("1", "r1", client("Ada", "Byron"))
                        .modifiedAt(NOON)
                        .childOf("0")
                        .withOrigin("mark"));

        Versioned<Contact> shown = present(fetch("1"));

        assertThat(shown)
                .isEqualTo(Versioned.of("1", "r1", contact("Ada Byron", "1"))
                        .modifiedAt(NOON)
                        .childOf("0")
                        .withOrigin("mark"));
    }

    @Test
    void namesUnknownAndReadOnlyFieldsInItsOwnWords() {
        host.rows.put(
                "1",
                Versioned.of("1", "r1", client("Ada", ""))
                        .withUnknown(Set.of("last", "discount"))
                        .withReadOnly(Set.of("phone", "discount")));

        Versioned<Contact> shown = present(fetch("1"));

        assertThat(shown.unknown()).containsExactly("name");
        assertThat(shown.readOnly()).containsExactly("phone");
    }

    @Test
    void fetchesWhatIsGoneAsGone() {
        assertThat(fetch("9")).isEqualTo(Entry.removed("9"));
    }

    @Test
    void showsTheOthersWhereOneRecordCannotBeShown() {
        host.put("1", "r1", client("Ada", "Byron"));
        host.put("2", "r1", client("secret", ClientAsContact.CANNOT_SHOW));

        List<Entry<Contact>> entries = changes().entries();

        assertThat(entries.get(0)).isInstanceOf(Entry.Present.class);
        assertThat(entries.get(1))
                .hasToString("Unreadable[2: the mapping cannot show the record (java.lang.IllegalStateException)]");
    }

    @Test
    void createsOnNothing() {
        List<WriteResult<Contact>> results =
                write(List.of(new Write.Create<>("key-1", contact("Ada Byron", "5"), "parent", "mark", "former")));

        assertThat(host.written)
                .containsExactly(new Write.Create<>(
                        "key-1", new Client("", "Ada", "Byron", "5", 10), "parent", "mark", "former"));
        assertThat(stored(results.get(0)))
                .isEqualTo(Versioned.of("1", "r2", new Contact("", "Ada Byron", "5", ""))
                        .childOf("parent")
                        .withOrigin("mark"));
    }

    @Test
    void createsWithTheHolesThatItCanBringIn() {
        List<Contact> holes = List.of(contact("A B", ""), contact(ClientAsContact.CANNOT_APPLY, "secret"));

        write(List.of(new Write.Create<>("key-1", contact("Ada Byron", "5"), null, "mark", null, holes)));

        assertThat(host.written)
                .containsExactly(new Write.Create<>(
                        "key-1",
                        new Client("", "Ada", "Byron", "5", 10),
                        null,
                        "mark",
                        null,
                        List.of(new Client("", "A", "B", "", 10))));
    }

    @Test
    void updatesTheHostsCurrentObjectAndKeepsWhatTheMappingDoesNotKnow() {
        host.put("1", "r1", new Client("1", "Ada", "Byron", "5", 30));

        List<WriteResult<Contact>> results =
                write(List.of(new Write.Update<>("1", "r1", contact("Ada Lovelace", "not changed"), Set.of("name"))));

        assertThat(host.written)
                .containsExactly(new Write.Update<>(
                        "1", "r1", new Client("1", "Ada", "Lovelace", "5", 30), Set.of("first", "last")));
        assertThat(stored(results.get(0)).record()).isEqualTo(new Contact("1", "Ada Lovelace", "5", ""));
    }

    @Test
    void leavesItToTheHostToFindAStaleRevision() {
        host.put("1", "r2", client("Ada", "Byron"));

        List<WriteResult<Contact>> results =
                write(List.of(new Write.Update<>("1", "r1", contact("Ada Lovelace", "1"), Set.of("name"))));

        assertThat(results).containsExactly(WriteResult.stale());
        assertThat(host.rows).containsEntry("1", Versioned.of("1", "r2", client("Ada", "Byron")));
    }

    @Test
    void writesNothingForFieldsThatTheHostHasNoPlaceFor() {
        host.put("1", "r1", client("Ada", "Byron"));

        List<WriteResult<Contact>> results =
                write(List.of(new Write.Update<>("1", "r1", new Contact("", "", "", "Countess"), Set.of("nickname"))));

        assertThat(host.written).isEmpty();
        assertThat(stored(results.get(0))).isEqualTo(Versioned.of("1", "r1", contact("Ada Byron", "1")));
    }

    @Test
    void goesOnFromItsOwnUpdateInTheSameBatch() {
        host.put("1", "r1", new Client("1", "Ada", "Byron", "5", 30));

        write(List.of(
                new Write.Update<>("1", "r1", contact("Ada Lovelace", ""), Set.of("name")),
                new Write.Update<>("1", "r1", contact("", "6"), Set.of("phone"))));

        assertThat(((Write.Update<Client>) host.written.get(1)).record())
                .isEqualTo(new Client("1", "Ada", "Lovelace", "6", 30));
    }

    @Test
    void deletes() {
        host.put("1", "r1", client("Ada", "Byron"));

        assertThat(write(List.of(new Write.Delete<>("1", "r1"), new Write.Delete<>("1", "r1"))))
                .containsExactly(WriteResult.deleted(), WriteResult.gone());
        assertThat(host.written.get(0)).isEqualTo(new Write.Delete<>("1", "r1"));
    }

    @Test
    void answersInTheOrderOfTheWrites() {
        host.put("2", "r1", client("Ada", "Byron"));
        host.unreadable.put("3", "broken row");

        List<WriteResult<Contact>> results = write(List.of(
                new Write.Update<>("1", "r1", contact("A B", ""), Set.of("name")),
                new Write.Delete<>("2", "r1"),
                new Write.Update<>("3", "r1", contact("A B", ""), Set.of("name")),
                new Write.Create<>("key", contact(ClientAsContact.CANNOT_APPLY, "secret"), null, "mark", null),
                new Write.Create<>("key", contact("Grace Hopper", ""), null, "mark", null)));

        assertThat(results.subList(0, 3))
                .containsExactly(WriteResult.gone(), WriteResult.deleted(), WriteResult.deferred("broken row", null));
        assertThat(results.get(3))
                .hasToString("Rejected[the mapping cannot bring the record in (java.lang.IllegalArgumentException)]");
        assertThat(stored(results.get(4)).record().name()).isEqualTo("Grace Hopper");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(WriteResult.<Client>stale(), WriteResult.<Contact>stale()),
                Arguments.of(WriteResult.<Client>gone(), WriteResult.<Contact>gone()),
                Arguments.of(WriteResult.<Client>deleted(), WriteResult.<Contact>deleted()),
                Arguments.of(WriteResult.<Client>rejected("no"), WriteResult.<Contact>rejected("no")),
                Arguments.of(
                        WriteResult.<Client>deferred("busy", Duration.ofSeconds(5)),
                        WriteResult.<Contact>deferred("busy", Duration.ofSeconds(5))),
                Arguments.of(WriteResult.<Client>unknown("lost"), WriteResult.<Contact>unknown("lost")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void passesTheHostsAnswersOn(WriteResult<Client> answer, WriteResult<Contact> expected) {
        host.answer = answer;

        assertThat(write(List.of(new Write.Delete<>("1", "r1")))).containsExactly(expected);
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatItCannotShow() {
        host.answer = WriteResult.applied(Versioned.of("1", "r2", client("secret", ClientAsContact.CANNOT_SHOW)));

        List<WriteResult<Contact>> results =
                write(List.of(new Write.Create<>("key", contact("Ada Byron", ""), null, "mark", null)));

        assertThat(results)
                .containsExactly(WriteResult.unknown(
                        "the mapping cannot show the record that was written (java.lang.IllegalStateException)"));
    }

    @Test
    void asksTheHostForTheIdOfACreate() {
        try (ReplicaSession<Contact> session = mapped.open()) {
            assertThat(session.sink()
                            .orElseThrow()
                            .idOf(new Write.Create<>("k", contact("A B", ""), null, "mark", null)))
                    .contains("id-of-k");
            assertThat(session.sink()
                            .orElseThrow()
                            .idOf(new Write.Create<>(
                                    "k", contact(ClientAsContact.CANNOT_APPLY, ""), null, "mark", null)))
                    .isEmpty();
        }
    }

    @Test
    void doesNotAskTheHostForAnythingWithoutAWrite() {
        assertThat(write(List.of())).isEmpty();
        assertThat(host.written).isEmpty();
    }

    private ChangePage<Contact> changes() {
        try (ReplicaSession<Contact> session = mapped.open()) {
            return session.source().changes(new ChangeRequest(null, null, null, 10, NOON));
        }
    }

    private Entry<Contact> fetch(String id) {
        try (ReplicaSession<Contact> session = mapped.open()) {
            return session.source().fetch(FetchRequest.of(List.of(id))).get(0);
        }
    }

    private List<WriteResult<Contact>> write(List<Write<Contact>> writes) {
        try (ReplicaSession<Contact> session = mapped.open()) {
            return session.sink().orElseThrow().write(WriteRequest.of(writes)).results();
        }
    }

    private static Versioned<Contact> present(Entry<Contact> entry) {
        return ((Entry.Present<Contact>) entry).record();
    }

    private static Versioned<Contact> stored(WriteResult<Contact> result) {
        Versioned<Contact> stored = ((WriteResult.Applied<Contact>) result).stored();
        return requireNonNull(stored);
    }

    private static Client client(String first, String last) {
        return new Client("1", first, last, "1", 30);
    }

    private static Contact contact(String name, String phone) {
        return new Contact("1", name, phone, "");
    }

    private static final class ClientAsContact implements RecordMapping<Client, Contact> {

        static final String CANNOT_SHOW = "cannot show";
        static final String CANNOT_APPLY = "cannot apply";
        private static final Map<String, Set<String>> PLACES =
                Map.of("name", Set.of("first", "last"), "phone", Set.of("phone"));

        @Override
        public Contact show(Client host) {
            if (host.last().equals(CANNOT_SHOW)) {
                throw new IllegalStateException(host.first());
            }
            return new Contact(host.id(), host.first() + " " + host.last(), host.phone(), "");
        }

        @Override
        public Client apply(@Nullable Client current, Contact record, Set<String> changed) {
            if (record.name().equals(CANNOT_APPLY)) {
                throw new IllegalArgumentException(record.phone());
            }
            Client base = current == null ? new Client("", "", "", "", 10) : current;
            List<String> parts = new ArrayList<>(List.of(record.name().split(" ", 2)));
            return new Client(
                    base.id(),
                    changed.contains("name") ? parts.get(0) : base.first(),
                    changed.contains("name") ? parts.get(1) : base.last(),
                    changed.contains("phone") ? record.phone() : base.phone(),
                    base.discount());
        }

        @Override
        public Set<String> hostFields(Set<String> changed) {
            Set<String> places = new TreeSet<>();
            changed.forEach(field -> places.addAll(PLACES.getOrDefault(field, Set.of())));
            return places;
        }
    }
}
