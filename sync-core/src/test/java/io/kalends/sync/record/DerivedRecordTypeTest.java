package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DerivedRecordTypeTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final RecordType<Customer> customers = RecordType.of(Customer.class);
    private final Customer ada = new Customer("c-1", "Ada", new Address("1 Mill Lane", "X1"), List.of("vip"), NOON);

    @Test
    void isNamedAfterTheRecord() {
        assertThat(customers.name()).isEqualTo("customer");
        assertThat(RecordType.derive(OrderLine.class)
                        .id(OrderLine::lineId)
                        .build()
                        .name())
                .isEqualTo("orderLine");
        assertThat(customers.version()).isEqualTo(1);
        assertThat(customers.javaType()).isEqualTo(Customer.class);
        assertThat(customers).hasToString("RecordType[customer v1]");
    }

    @Test
    void takesAnotherNameAndVersion() {
        RecordType<Customer> type =
                RecordType.derive(Customer.class).name("client").version(3).build();

        assertThat(type.name()).isEqualTo("client");
        assertThat(type.version()).isEqualTo(3);
    }

    @Test
    void hasAFieldForEachComponentButIdAndModificationTime() {
        assertThat(customers.fields()).extracting(Field::name).containsExactly("name", "address", "tags");
        assertThat(customers.fields())
                .allSatisfy(field -> assertThat(field.group()).isEqualTo(field.name()));
    }

    @Test
    void readsIdIdentityAndModificationTime() {
        assertThat(customers.id(ada)).contains("c-1");
        assertThat(customers.identity(ada)).contains("c-1");
        assertThat(customers.modifiedAt(ada)).contains(NOON);
        assertThat(customers.parent(ada)).isEmpty();
        assertThat(customers.extent(ada)).isEmpty();
    }

    @Test
    void takesTheMarkedComponentForTheId() {
        RecordType<Marked> type = RecordType.of(Marked.class);
        UUID number = new UUID(1, 2);

        assertThat(type.id(new Marked("other", number))).contains(number.toString());
        assertThat(type.fields()).extracting(Field::name).containsExactly("id");
    }

    @Test
    void hasNoIdBeforeTheHostGaveOne() {
        RecordType<Numbered> numbered = RecordType.of(Numbered.class);

        assertThat(numbered.id(new Numbered(0, "a"))).isEmpty();
        assertThat(numbered.id(new Numbered(7, "a"))).contains("7");
        assertThat(customers.id(new Customer("", "Ada", null, List.of(), null))).isEmpty();
        assertThat(customers.id(new Customer(null, "Ada", null, List.of(), null)))
                .isEmpty();
    }

    @Test
    void takesFactsGivenByHand() {
        RecordType<OrderLine> type = RecordType.derive(OrderLine.class)
                .id(line -> line.order() + "/" + line.lineId())
                .identity(OrderLine::lineId)
                .parent(OrderLine::order)
                .modifiedAt(line -> NOON)
                .extent(line -> new Extent(NOON, null))
                .without("order")
                .build();
        OrderLine line = new OrderLine("o-1", "l-1", 2, new BigDecimal("9.90"));

        assertThat(type.id(line)).contains("o-1/l-1");
        assertThat(type.identity(line)).contains("l-1");
        assertThat(type.parent(line)).contains("o-1");
        assertThat(type.modifiedAt(line)).contains(NOON);
        assertThat(type.extent(line)).contains(new Extent(NOON, null));
        assertThat(type.fields()).extracting(Field::name).containsExactly("lineId", "quantity", "price");
    }

    @Test
    void doesWithAnIdentityWhereThereIsNoId() {
        RecordType<Address> type =
                RecordType.derive(Address.class).identity(Address::zip).build();

        assertThat(type.id(new Address("1 Mill Lane", "X1"))).isEmpty();
        assertThat(type.identity(new Address("1 Mill Lane", "X1"))).contains("X1");
    }

    @Test
    void leavesIdentityToContentWhereToldSo() {
        RecordType<Numbered> type =
                RecordType.derive(Numbered.class).identity(record -> null).build();

        assertThat(type.id(new Numbered(7, "a"))).contains("7");
        assertThat(type.identity(new Numbered(7, "a"))).isEmpty();
    }

    @Test
    void groupsFields() {
        RecordType<OrderLine> type = RecordType.derive(OrderLine.class)
                .id(OrderLine::lineId)
                .group("amount", "quantity", "price")
                .build();

        assertThat(type.field("quantity").group()).isEqualTo("amount");
        assertThat(type.field("price").group()).isEqualTo("amount");
        assertThat(type.field("order").group()).isEqualTo("order");
    }

    @Test
    void mergesListsByTheKeyOfTheirElements() {
        RecordType<Order> type =
                RecordType.derive(Order.class).key("lines", "lineId").build();
        Order order = new Order("o-1", Optional.empty(), List.of(new OrderLine("o-1", "l-1", 2, BigDecimal.ONE)));
        Field<Order> lines = type.field("lines");

        JsonNode line = lines.value(order).get(0);

        assertThat(lines.elements().orElseThrow().apply(line)).isEqualTo("l-1");
    }

    @Test
    void recognisesAnElementWithoutAKeyByItsContent() {
        RecordType<Order> type =
                RecordType.derive(Order.class).key("lines", "lineId").build();
        Order order = new Order(
                "o-1",
                Optional.empty(),
                List.of(new OrderLine("o-1", "", 1, BigDecimal.ONE), new OrderLine("o-1", "", 2, BigDecimal.ONE)));
        Fingerprints prints = new Fingerprints(new byte[32]);

        FieldState state = prints.of(type.field("lines"), type.field("lines").value(order));

        assertThat(((FieldState.Elements) state).prints()).hasSize(2);
    }

    @Test
    void mergesPlainListsByAKeyGivenAsAFunction() {
        RecordType<Customer> type =
                RecordType.derive(Customer.class).key("tags", JsonNode::asText).build();

        assertThat(type.field("tags").elements().orElseThrow().apply(TextNode.valueOf("vip")))
                .isEqualTo("vip");
    }

    @Test
    void patchesTheNamedFieldsAndKeepsTheRest() {
        Customer patched = customers.patch(ada, Map.of("name", TextNode.valueOf("Ada L."), "tags", NullNode.instance));

        assertThat(patched).isEqualTo(new Customer("c-1", "Ada L.", ada.address(), List.of(), NOON));
    }

    @Test
    void keepsTheVeryObjectsThatItDoesNotPatch() {
        Customer patched = customers.patch(ada, Map.of("name", TextNode.valueOf("Ada L.")));

        assertThat(patched.address()).isSameAs(ada.address());
        assertThat(customers.patch(ada, Map.of())).isSameAs(ada);
    }

    @Test
    void clearsPrimitivesToZero() {
        RecordType<OrderLine> type =
                RecordType.derive(OrderLine.class).id(OrderLine::lineId).build();
        OrderLine line = new OrderLine("o-1", "l-1", 2, BigDecimal.ONE);

        assertThat(type.patch(line, Map.of("quantity", NullNode.instance)).quantity())
                .isZero();
    }

    @Test
    void patchesThroughTheCanonicalConstructor() {
        RecordType<Tidy> type = RecordType.of(Tidy.class);

        assertThat(type.patch(new Tidy("1", "a"), Map.of("text", TextNode.valueOf(" b ")))
                        .text())
                .isEqualTo("b");
    }

    @Test
    void decodesWhatItEncoded() throws JsonProcessingException {
        JsonNode stored = json.readTree(customers.encode(ada).toString());

        assertThat(customers.decode(stored)).isEqualTo(ada);
    }

    @Test
    void decodesWhatAnEarlierVersionEncoded() throws JsonProcessingException {
        Customer decoded = customers.decode(json.readTree("{\"id\": \"c-1\", \"fax\": {\"no\": 1}}"));

        assertThat(decoded).isEqualTo(new Customer("c-1", null, null, List.of(), null));
    }

    @Test
    void decodesMissingPrimitivesToZero() throws JsonProcessingException {
        RecordType<Primitives> type = RecordType.of(Primitives.class);

        assertThat(type.decode(json.readTree("{}")))
                .isEqualTo(new Primitives(0, (byte) 0, (short) 0, 0, 0f, 0d, false, '\0'));
    }

    @Test
    void tellsAnEmptyNestedRecordFromNoneWhenItIsKept() throws JsonProcessingException {
        Customer blank = new Customer("c-1", "Ada", new Address(null, null), List.of(), NOON);

        assertThat(customers.decode(json.readTree(customers.encode(blank).toString())))
                .isEqualTo(blank);
    }

    @Test
    void comparesAnEmptyNestedRecordAsEmpty() {
        Fingerprints prints = new Fingerprints(new byte[32]);
        Customer blank = new Customer("c-1", "Ada", new Address("", null), List.of(), NOON);

        assertThat(prints.of(customers, blank, Set.of()).get("address")).isEqualTo(FieldState.empty());
    }

    @Test
    void comparesDecimalsByValueAndKeepsTheirScale() {
        RecordType<OrderLine> type =
                RecordType.derive(OrderLine.class).id(OrderLine::lineId).build();
        Fingerprints prints = new Fingerprints(new byte[32]);
        OrderLine one = new OrderLine("o-1", "l-1", 2, new BigDecimal("9.9"));
        OrderLine other = new OrderLine("o-1", "l-1", 2, new BigDecimal("9.90"));

        assertThat(prints.of(type, one, Set.of())).isEqualTo(prints.of(type, other, Set.of()));
        assertThat(type.patch(one, Map.of("price", type.field("price").value(other))))
                .isEqualTo(other);
    }

    @Test
    void comparesMapsWhoseValuesAreEmpty() {
        RecordType<Flags> type = RecordType.of(Flags.class);
        Fingerprints prints = new Fingerprints(new byte[32]);

        assertThat(prints.of(type, new Flags("1", Map.of("a", "")), Set.of()))
                .isNotEqualTo(prints.of(type, new Flags("1", Map.of("b", "")), Set.of()))
                .isNotEqualTo(prints.of(type, new Flags("1", Map.of()), Set.of()));
    }

    @Test
    void takesAFormGivenByHand() {
        RecordType<Holder> type = RecordType.derive(Holder.class)
                .value(
                        StringBuilder.class,
                        text -> TextNode.valueOf(text.toString()),
                        node -> new StringBuilder(node.asText()))
                .build();

        Holder patched = type.patch(new Holder("1", new StringBuilder("a")), Map.of("text", TextNode.valueOf("b")));

        assertThat(patched.text()).hasToString("b");
        assertThat(type.field("text").value(patched)).isEqualTo(TextNode.valueOf("b"));
    }

    @Test
    void doesWithoutAFormForWhatIsNotSynced() {
        RecordType<Holder> type = RecordType.derive(Holder.class)
                .identity(Holder::id)
                .id(Holder::id)
                .without("text")
                .name("h")
                .build();
        Holder holder = new Holder("1", new StringBuilder("a"));

        assertThat(type.fields()).extracting(Field::name).containsExactly("note");
        assertThat(type.encode(holder).has("text")).isFalse();
        assertThat(type.patch(holder, Map.of("note", TextNode.valueOf("n"))).text())
                .isSameAs(holder.text());
    }

    @Test
    void reachesPrivateRecordsThroughALookup() {
        RecordType<Secret> type =
                RecordType.derive(Secret.class).lookup(MethodHandles.lookup()).build();

        assertThat(type.patch(new Secret("1", 1), Map.of("number", IntNode.valueOf(2))))
                .isEqualTo(new Secret("1", 2));
    }

    @Test
    void keepsItsValuesFromLaterChanges() {
        List<String> tags = new ArrayList<>(List.of("a"));
        JsonNode value = customers.field("tags").value(new Customer("1", "Ada", null, tags, null));

        tags.add("b");

        assertThat(value).hasSize(1);
    }

    @Test
    void keepsNullsInLists() {
        Customer gap = new Customer("1", "Ada", null, Arrays.asList("a", null), null);

        assertThat(customers.decode(customers.encode(gap))).isEqualTo(gap);
    }

    record Address(@Nullable String street, @Nullable String zip) {}

    record Customer(
            @Nullable String id,
            @Nullable String name,
            @Nullable Address address,
            List<@Nullable String> tags,
            @Nullable Instant modifiedAt) {}

    record OrderLine(String order, String lineId, int quantity, BigDecimal price) {}

    record Order(String id, Optional<String> note, List<OrderLine> lines) {}

    record Marked(String id, @RecordId UUID number) {}

    record Numbered(long id, String text) {}

    record Flags(String id, Map<String, String> flags) {}

    record Holder(
            String id,
            @Nullable StringBuilder text,
            @Nullable String note) {
        Holder(String id, StringBuilder text) {
            this(id, text, null);
        }
    }

    record Primitives(long id, byte b, short s, int i, float f, double d, boolean z, char c) {}

    record Tidy(String id, String text) {
        Tidy {
            text = text.strip();
        }
    }

    private record Secret(String id, int number) {}
}
