package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a record holds, it survives its JSON, and its fingerprint depends on nothing else. */
class DerivedRecordTypePropertyTest {

    private static final RecordType<Dish> DISHES =
            RecordType.derive(Dish.class).key("parts", "name").build();

    private final ObjectMapper json = new ObjectMapper();
    private final Fingerprints prints = new Fingerprints(new byte[32]);

    enum Course {
        STARTER,
        MAIN
    }

    record Part(@Nullable String name, double grams, Optional<BigDecimal> price) {}

    record Dish(
            String id,
            String title,
            @Nullable Course course,
            Set<String> labels,
            Map<String, Integer> scores,
            List<Part> parts,
            ZonedDateTime served,
            Duration takes,
            @Nullable Instant modifiedAt) {}

    @Property(tries = 300)
    void comesBackFromStoredText(@ForAll("dishes") Dish dish) throws JsonProcessingException {
        JsonNode stored = json.readTree(json.writeValueAsString(DISHES.encode(dish)));

        assertThat(DISHES.decode(stored)).isEqualTo(dish);
    }

    @Property(tries = 300)
    void hasTheFingerprintsOfItsCopy(@ForAll("dishes") Dish dish) throws JsonProcessingException {
        JsonNode stored = json.readTree(json.writeValueAsString(DISHES.encode(dish)));

        assertThat(states(DISHES.decode(stored))).isEqualTo(states(dish));
    }

    // Without the edge cases of two dishes at once, of which there are a great many; each dish still has its own.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void takesAllFieldsOfAnother(@ForAll("dishes") Dish one, @ForAll("dishes") Dish other) {
        Map<String, JsonNode> values = new HashMap<>();
        DISHES.fields().forEach(field -> values.put(field.name(), field.value(other)));

        Dish patched = DISHES.patch(one, values);

        assertThat(states(patched)).isEqualTo(states(other));
        assertThat(patched.id()).isEqualTo(one.id());
        assertThat(patched.modifiedAt()).isEqualTo(one.modifiedAt());
    }

    @Property(tries = 300)
    void comparesSetsWithoutOrder(@ForAll("dishes") Dish dish) {
        List<String> labels = new ArrayList<>(dish.labels());
        Collections.reverse(labels);
        Dish turned = new Dish(
                dish.id(),
                dish.title(),
                dish.course(),
                new LinkedHashSet<>(labels),
                dish.scores(),
                dish.parts(),
                dish.served(),
                dish.takes(),
                dish.modifiedAt());

        assertThat(states(turned)).isEqualTo(states(dish));
    }

    private FieldStates states(Dish dish) {
        return prints.of(DISHES, dish, Set.of());
    }

    @Provide
    Arbitrary<Dish> dishes() {
        Arbitrary<String> text = Arbitraries.strings()
                .all()
                .excludeChars(Character.MIN_SURROGATE)
                .ofMaxLength(12);
        Arbitrary<ZonedDateTime> times = Combinators.combine(
                        instants(), Arbitraries.of("Europe/Berlin", "UTC", "+05:30"))
                .as((instant, zone) -> instant.atZone(ZoneId.of(zone)));
        return Combinators.combine(
                        text,
                        Arbitraries.of(Course.class).injectNull(0.2),
                        text.set().ofMaxSize(4),
                        Arbitraries.maps(text, Arbitraries.integers()).ofMaxSize(4),
                        parts(text).list().ofMaxSize(4),
                        times,
                        Arbitraries.longs().map(Duration::ofMillis),
                        instants().injectNull(0.2))
                .as((title, course, labels, scores, parts, served, takes, modifiedAt) ->
                        new Dish("1", title, course, labels, scores, parts, served, takes, modifiedAt));
    }

    private static Arbitrary<Part> parts(Arbitrary<String> text) {
        Arbitrary<Double> grams =
                Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(0d, -0d, Double.NaN, Double.POSITIVE_INFINITY));
        return Combinators.combine(
                        text.injectNull(0.2), grams, Arbitraries.bigDecimals().optional())
                .as(Part::new);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-100_000_000_000L, 100_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((seconds, nanos) -> Instant.ofEpochSecond(seconds, nanos));
    }
}
