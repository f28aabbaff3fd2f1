package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is one text, number or boolean.
 *
 * @param type the boxed type
 * @param empty stands for a missing value: zero for primitives, else {@code null}
 */
record ScalarForm<T>(
        Class<T> type,
        Function<T, JsonNode> writer,
        Function<JsonNode, T> reader,
        UnaryOperator<JsonNode> comparer,
        @Nullable T empty)
        implements ValueForm {

    static <T> ScalarForm<T> of(Class<T> type, Function<T, JsonNode> writer, Function<JsonNode, T> reader) {
        return new ScalarForm<>(type, writer, reader, UnaryOperator.identity(), null);
    }

    /** A type whose {@code toString} is read back by {@code parse}. */
    static <T> ScalarForm<T> text(Class<T> type, Function<String, T> parse) {
        return of(type, value -> TextNode.valueOf(value.toString()), node -> parse.apply(textOf(node)));
    }

    /** Constants stand there by name. */
    static <T> ScalarForm<T> constants(Class<T> enumType) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (T constant : enumType.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return of(enumType, value -> TextNode.valueOf(((Enum<?>) value).name()), node -> {
            T constant = byName.get(textOf(node));
            if (constant == null) {
                throw WrongFormException.expected("one of " + byName.keySet());
            }
            return constant;
        });
    }

    ScalarForm<T> comparedAs(UnaryOperator<JsonNode> canonical) {
        return new ScalarForm<>(type, writer, reader, canonical, empty);
    }

    ScalarForm<T> withEmpty(T value) {
        return new ScalarForm<>(type, writer, reader, comparer, value);
    }

    static String textOf(JsonNode node) {
        if (!node.isTextual()) {
            throw WrongFormException.expected("text");
        }
        return node.textValue();
    }

    @Override
    public JsonNode write(Object value) {
        return writer.apply(type.cast(value));
    }

    @Override
    public Object read(JsonNode node) {
        try {
            return reader.apply(node);
        } catch (WrongFormException e) {
            throw e;
        } catch (RuntimeException e) {
            throw WrongFormException.expected(type.getSimpleName());
        }
    }

    @Override
    public JsonNode canonical(JsonNode node) {
        return comparer.apply(node);
    }

    @Override
    public boolean tellsEmptyFromAbsent() {
        return type == String.class;
    }

    @Override
    public boolean isScalar() {
        return true;
    }
}
