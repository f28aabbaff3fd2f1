package io.kalends.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldStatesTest {

    private static final FieldState A = FieldState.print(1);
    private static final FieldState B = FieldState.print(2);

    @Test
    void takesAFieldItNeverSawForUnknown() {
        assertThat(FieldStates.none().get("title")).isEqualTo(FieldState.unknown());
    }

    @Test
    void takesNamedFieldsFromAnother() {
        FieldStates mine = FieldStates.of(Map.of("title", A, "notes", A));
        FieldStates other = FieldStates.of(Map.of("title", B, "notes", B));

        assertThat(mine.with(other, Set.of("title"))).isEqualTo(FieldStates.of(Map.of("title", B, "notes", A)));
    }

    @Test
    void takesAFieldThatTheOtherNeverSawForUnknown() {
        FieldStates mine = FieldStates.of(Map.of("title", A));

        assertThat(mine.with(FieldStates.none(), Set.of("title")).get("title")).isEqualTo(FieldState.unknown());
    }

    @Test
    void keepsTheLastKnownStateWhereTheNewerOneIsUnknown() {
        FieldStates before = FieldStates.of(Map.of("title", A, "notes", A));
        FieldStates newer = FieldStates.of(Map.of("title", FieldState.unknown(), "notes", B));

        assertThat(before.updatedBy(newer)).isEqualTo(FieldStates.of(Map.of("title", A, "notes", B)));
    }

    @Test
    void takesEmptyOverAKnownState() {
        FieldStates before = FieldStates.of(Map.of("title", A));

        FieldStates after = before.updatedBy(FieldStates.of(Map.of("title", FieldState.empty())));

        assertThat(after.get("title")).isEqualTo(FieldState.empty());
    }

    @Test
    void remembersThatAFieldWasSeenUnknown() {
        FieldStates after = FieldStates.none().updatedBy(FieldStates.of(Map.of("title", FieldState.unknown())));

        assertThat(after.names()).containsExactly("title");
    }

    @Test
    void doesNotChangeWithTheMapItWasMadeOf() {
        TreeMap<String, FieldState> map = new TreeMap<>(Map.of("title", A));
        FieldStates states = new FieldStates(map);

        map.put("title", B);

        assertThat(states.get("title")).isEqualTo(A);
        assertThatThrownBy(() -> states.byName().put("title", B)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void hasNoElementsOfAnEmptyList() {
        assertThat(FieldState.elements(Map.of())).isEqualTo(FieldState.empty());
    }

    @Test
    void keepsItsElementsFromTheMapTheyCameIn() {
        TreeMap<Long, Long> elements = new TreeMap<>(Map.of(1L, 2L));
        FieldState state = FieldState.elements(elements);

        elements.put(3L, 4L);

        assertThat(state).isEqualTo(FieldState.elements(Map.of(1L, 2L)));
    }

    @Test
    void foldsEachVariantToItsOwnCase() {
        assertThat(named(FieldState.empty())).isEqualTo("empty");
        assertThat(named(FieldState.unknown())).isEqualTo("unknown");
        assertThat(named(A)).isEqualTo("print 1");
        assertThat(named(FieldState.elements(Map.of(1L, 2L)))).isEqualTo("elements {1=2}");
    }

    private static String named(FieldState state) {
        return state.fold(
                empty -> "empty",
                unknown -> "unknown",
                print -> "print " + print.value(),
                elements -> "elements " + elements.prints());
    }
}
