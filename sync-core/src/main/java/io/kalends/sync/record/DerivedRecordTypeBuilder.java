package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Derives a {@link RecordType} from a Java record. Components hold text, numbers, booleans, constants, values of
 * java.time, UUIDs, URIs, currencies, other records, and lists, sets, maps and optionals of these; for other types a form
 * is {@linkplain #value given by hand}. A cleared list, set, map or optional is empty, a cleared primitive is zero, and
 * everything else is {@code null}.
 *
 * @param <R> the record
 */
public final class DerivedRecordTypeBuilder<R extends Record>
        extends RecordTypeOptions<R, DerivedRecordTypeBuilder<R>> {

    private static final String ID = "id";
    private static final String MODIFIED_AT = "modifiedAt";
    private static final Set<Class<?>> NUMBERED_FROM_ONE = Set.of(int.class, long.class);

    private final Map<Class<?>, ValueForm> byHand = new HashMap<>();
    private final Set<String> without = new HashSet<>();
    private MethodHandles.@Nullable Lookup lookup;

    DerivedRecordTypeBuilder(Class<R> type) {
        super(type);
    }

    @Override
    DerivedRecordTypeBuilder<R> self() {
        return this;
    }

    /** Opens records that this library may not reach: those of a named module, {@code MethodHandles.lookup()} there. */
    public DerivedRecordTypeBuilder<R> lookup(MethodHandles.Lookup lookup) {
        this.lookup = once("lookup", this.lookup, lookup);
        return this;
    }

    /**
     * Gives the form of a type that has none of its own, wherever it occurs in the record.
     *
     * @param write never gets {@code null}
     * @param read never gets a null node; what it throws is told without its message
     */
    public <V> DerivedRecordTypeBuilder<R> value(
            Class<V> type, Function<V, JsonNode> write, Function<JsonNode, V> read) {
        ValueForm form = new HandForm<>(type, requireNonNull(write, "write"), requireNonNull(read, "read"));
        if (byHand.putIfAbsent(type, form) != null) {
            throw new IllegalStateException("type " + type.getName() + " has a form already");
        }
        return this;
    }

    /**
     * Components that are not synced (a key of the host's own tables): each side keeps its own. One without a known form
     * is not encoded either, and {@code null} in a decoded record.
     */
    public DerivedRecordTypeBuilder<R> without(String... components) {
        without.addAll(Arrays.asList(components));
        return this;
    }

    /**
     * Derives the type.
     *
     * @throws IllegalArgumentException if the type cannot be derived; the message says what is missing and how to give it
     */
    public RecordType<R> build() {
        Class<R> type = type();
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    type.getName() + " is not a Java record → describe it with RecordType.builder");
        }
        Optional<RecordComponent> id = idComponent();
        Set<String> apart = apart(id);
        RecordForm form = new FormFinder(
                        "record " + type.getName() + ", component",
                        "give its form with RecordType.derive(" + type.getSimpleName() + ".class).value(%s.class, …),"
                                + " keep the component out with without(…), or describe the class with"
                                + " RecordType.builder",
                        byHand,
                        new RecordAccess(lookup))
                .findRecord(type, apart);
        List<Field<R>> fields = new ArrayList<>();
        for (RecordForm.Part part : form.parts()) {
            ValueForm value = part.form();
            if (value != null && !apart.contains(part.name())) {
                fields.add(Field.<R>of(part.name(), part::write).comparedAs(value::canonical));
            }
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("record " + type.getName() + " has no component left to sync");
        }
        return new DerivedRecordType<>(facts(form, id), arranged(fields), form);
    }

    private Optional<RecordComponent> idComponent() {
        List<RecordComponent> marked = Arrays.stream(type().getRecordComponents())
                .filter(component -> component.isAnnotationPresent(RecordId.class))
                .toList();
        if (marked.size() > 1) {
            throw new IllegalArgumentException(
                    "record " + type().getName() + " marks more than one component with" + " @RecordId: "
                            + marked.stream().map(RecordComponent::getName).toList());
        }
        return marked.isEmpty() ? component(ID) : Optional.of(marked.get(0));
    }

    private Optional<RecordComponent> component(String name) {
        return Arrays.stream(type().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst();
    }

    /** The components that are no fields. */
    private Set<String> apart(Optional<RecordComponent> id) {
        for (String name : without) {
            if (component(name).isEmpty()) {
                throw new IllegalArgumentException(
                        "without(…) names '" + name + "', which is not a component of record " + type().getName());
            }
        }
        Set<String> apart = new HashSet<>(without);
        id.ifPresent(component -> apart.add(component.getName()));
        if (component(MODIFIED_AT).isPresent()) {
            apart.add(MODIFIED_AT);
        }
        return apart;
    }

    private RecordFacts<R> facts(RecordForm form, Optional<RecordComponent> id) {
        String simpleName = type().getSimpleName();
        RecordFacts<R> given = facts(Character.toLowerCase(simpleName.charAt(0)) + simpleName.substring(1));
        return new RecordFacts<>(
                given.name(),
                given.version(),
                given.javaType(),
                hasId() ? given.id() : derivedId(form, id),
                hasIdentity() || hasId() || !isNumbered(id) ? given.identity() : record -> null,
                given.parent(),
                hasModifiedAt() ? given.modifiedAt() : derivedModifiedAt(form),
                given.extent());
    }

    /** Two databases that both number from 1 mean nothing by equal numbers; UUIDs and names are meant to be the same. */
    private static boolean isNumbered(Optional<RecordComponent> id) {
        return id.map(RecordComponent::getType)
                .filter(type -> type.isPrimitive() || Number.class.isAssignableFrom(type))
                .isPresent();
    }

    private @Nullable Function<R, @Nullable String> derivedId(RecordForm form, Optional<RecordComponent> component) {
        if (component.isEmpty()) {
            if (hasIdentity()) {
                return null;
            }
            throw new IllegalArgumentException("record " + type().getName() + " has no component named id → mark one"
                    + " with @RecordId, or give id(…) or identity(…) to RecordType.derive(" + type().getSimpleName()
                    + ".class)");
        }
        String name = component.get().getName();
        RecordForm.Part part = form.part(name).orElseThrow();
        ValueForm value = part.form();
        if (value == null || !value.isScalar()) {
            throw new IllegalArgumentException("record " + type().getName() + ", component '" + name + "': type "
                    + component.get().getGenericType().getTypeName()
                    + " does not stand as one text or number → give id(…)");
        }
        // A database numbers from one: zero is a record that was not stored yet.
        boolean zeroIsNone = NUMBERED_FROM_ONE.contains(component.get().getType());
        return record -> {
            JsonNode node = part.write(record);
            return node.isNull() || (zeroIsNone && node.asLong() == 0) ? null : node.asText();
        };
    }

    private @Nullable Function<R, @Nullable Instant> derivedModifiedAt(RecordForm form) {
        Optional<RecordComponent> component = component(MODIFIED_AT);
        if (component.isEmpty()) {
            return null;
        }
        if (component.get().getType() != Instant.class) {
            throw new IllegalArgumentException("record " + type().getName() + ", component 'modifiedAt': type "
                    + component.get().getGenericType().getTypeName() + " is not an Instant → give modifiedAt(…)");
        }
        RecordForm.Part part = form.part(MODIFIED_AT).orElseThrow();
        return record -> (Instant) part.valueIn(record);
    }
}
