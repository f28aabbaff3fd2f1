package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link RecordType} for a class that is not a Java record. Each field is given by how it is read and by how a
 * copy with another value is made: records are never changed in place.
 *
 * @param <R> the record
 */
public final class RecordTypeBuilder<R> extends RecordTypeOptions<R, RecordTypeBuilder<R>> {

    private static final String REMEDY = "give the field as field(Field.of(name, read), put); no form of %s is known";

    private final FormFinder forms;
    private final List<FieldOfClass<R>> fields = new ArrayList<>();
    private @Nullable Supplier<R> blank;
    private @Nullable Function<R, JsonNode> encode;
    private @Nullable Function<JsonNode, R> decode;

    RecordTypeBuilder(String name, Class<R> type) {
        super(type);
        name(name);
        forms = new FormFinder("class " + type.getName() + ", field", REMEDY, Map.of(), new RecordAccess(null));
    }

    @Override
    RecordTypeBuilder<R> self() {
        return this;
    }

    /**
     * A field of a type that derived records may hold too, lists and the like excepted.
     *
     * @param with a copy with another value, {@code null} for a cleared one (zero for a primitive)
     * @throws IllegalArgumentException if the type has no known form
     */
    public <V> RecordTypeBuilder<R> field(
            String name, Class<V> type, Function<R, @Nullable V> read, BiFunction<R, @Nullable V, R> with) {
        return add(name, forms.find(type, name), read, with);
    }

    /** A list field; a cleared one is an empty list. */
    public <E> RecordTypeBuilder<R> list(
            String name, Class<E> element, Function<R, @Nullable List<E>> read, BiFunction<R, List<E>, R> with) {
        return add(name, new ContainerForms.OfList(forms.find(element, name)), read, with);
    }

    /**
     * A field in a form of the host's own.
     *
     * @param put a copy with another value; gets what {@link Field#read()} makes, or a null node for a cleared one
     */
    public RecordTypeBuilder<R> field(Field<R> field, BiFunction<R, JsonNode, R> put) {
        for (FieldOfClass<R> before : fields) {
            if (before.field().name().equals(field.name())) {
                throw new IllegalStateException("field '" + field.name() + "' is given already");
            }
        }
        fields.add(new FieldOfClass<>(field, requireNonNull(put, "put")));
        return this;
    }

    /**
     * A record with nothing in it, for reading encoded records back field by field. What the fields do not cover, the id
     * among it, is then not kept by {@link RecordType#encode}: give {@link #codec} where that matters.
     */
    public RecordTypeBuilder<R> blank(Supplier<R> blank) {
        this.blank = once("blank", this.blank, blank);
        return this;
    }

    /**
     * {@link RecordType#encode} and {@link RecordType#decode} by hand, in place of {@link #blank}.
     *
     * @param decode tolerates missing and unknown members; what it throws is told without its message
     */
    public RecordTypeBuilder<R> codec(Function<R, JsonNode> encode, Function<JsonNode, R> decode) {
        this.encode = once("codec", this.encode, encode);
        this.decode = once("codec", this.decode, decode);
        return this;
    }

    /**
     * Builds the type.
     *
     * @throws IllegalArgumentException if a group or key names no field
     * @throws IllegalStateException if fields, id and identity, or blank and codec are missing
     */
    public RecordType<R> build() {
        if (fields.isEmpty()) {
            throw incomplete("has no field", "give at least one with field(…)");
        }
        if (!hasId() && !hasIdentity()) {
            throw incomplete("has no id", "give id(…) or identity(…)");
        }
        if ((blank == null) == (decode == null)) {
            throw incomplete("needs either blank(…) or codec(…)", "give one of the two");
        }
        List<Field<R>> arranged =
                arranged(fields.stream().map(FieldOfClass::field).toList());
        List<FieldOfClass<R>> whole = new ArrayList<>();
        for (int i = 0; i < arranged.size(); i++) {
            whole.add(new FieldOfClass<>(arranged.get(i), fields.get(i).put()));
        }
        return new ClassRecordType<>(facts(""), whole, blank, encode, decode);
    }

    private IllegalStateException incomplete(String what, String remedy) {
        return new IllegalStateException("the record type of " + type().getName() + " " + what + " → " + remedy);
    }

    // The form reads what the field's type token says, and its empty value is of that type too.
    @SuppressWarnings("unchecked")
    private <V> RecordTypeBuilder<R> add(
            String name, ValueForm form, Function<R, @Nullable V> read, BiFunction<R, V, R> with) {
        requireNonNull(read, "read");
        requireNonNull(with, "with");
        return field(
                Field.<R>of(name, record -> form.writeNullable(read.apply(record)))
                        .comparedAs(form::canonical),
                (record, node) -> with.apply(record, (V) form.readNullable(node)));
    }

    /** A field and how a copy with another value of it is made. */
    record FieldOfClass<R>(Field<R> field, BiFunction<R, JsonNode, R> put) {}
}
