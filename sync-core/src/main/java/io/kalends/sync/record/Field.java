package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record: the smallest part that is merged for itself, unless it shares a group.
 *
 * @param name unique in its type
 * @param group fields of one group are merged as one (start, end and recurrence); a field alone has its own name here
 * @param read takes the value from a record; a null or empty node means empty
 * @param canonical brings a value to the form that is compared, so that what means the same is the same
 * @param elementKey for a list field whose elements are merged one by one: the key of an element; else {@code null}
 * @param <R> the record
 */
public record Field<R>(
        String name,
        String group,
        Function<R, JsonNode> read,
        UnaryOperator<JsonNode> canonical,
        @Nullable Function<JsonNode, String> elementKey) {

    public Field {
        requireNonNull(name, "name");
        requireNonNull(group, "group");
        requireNonNull(read, "read");
        requireNonNull(canonical, "canonical");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field needs a name");
        }
    }

    /** A field alone in its group, compared as it is. */
    public static <R> Field<R> of(String name, Function<R, JsonNode> read) {
        return new Field<>(name, name, read, UnaryOperator.identity(), null);
    }

    /** The same field in a group with others. */
    public Field<R> inGroup(String group) {
        return new Field<>(name, group, read, canonical, elementKey);
    }

    /** The same field, compared in another form. */
    public Field<R> comparedAs(UnaryOperator<JsonNode> canonical) {
        return new Field<>(name, group, read, canonical, elementKey);
    }

    /** The same list field, merged element by element. */
    public Field<R> keyedBy(Function<JsonNode, String> elementKey) {
        return new Field<>(name, group, read, canonical, elementKey);
    }

    /** The value in {@code record}; a {@link NullNode} when it is empty. */
    public JsonNode value(R record) {
        JsonNode value = read.apply(record);
        return isEmpty(value) ? NullNode.getInstance() : value;
    }

    /** The key function of a list field that is merged element by element. */
    public Optional<Function<JsonNode, String>> elements() {
        return Optional.ofNullable(elementKey);
    }

    /** Whether a node means empty: absent, null, empty text, an empty array or object. */
    public static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    @Override
    public String toString() {
        return name;
    }
}
