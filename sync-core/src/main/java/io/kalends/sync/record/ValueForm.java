package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/** How the values of one Java type stand in JSON. Immutable; what it reads is immutable too. */
interface ValueForm {

    JsonNode write(Object value);

    /**
     * The value of a node that is not null.
     *
     * @throws WrongFormException if the node does not have this form
     */
    @Nullable
    Object read(JsonNode node);

    /** The form that is compared: equal where the values mean the same. */
    default JsonNode canonical(JsonNode node) {
        return node;
    }

    /** The value that stands for a missing or cleared one. */
    default @Nullable Object empty() {
        return null;
    }

    /** Whether empty text, an empty array or object is a value of its own and not just empty. */
    default boolean tellsEmptyFromAbsent() {
        return false;
    }

    /** Whether a value is written as one text, number or boolean, so that it can be an id or a map's key. */
    default boolean isScalar() {
        return false;
    }

    default JsonNode writeNullable(@Nullable Object value) {
        return value == null ? NullNode.getInstance() : write(value);
    }

    default @Nullable Object readNullable(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return empty();
        }
        return Field.isEmpty(node) && !tellsEmptyFromAbsent() ? empty() : read(node);
    }
}
