package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** A form that the host gave by hand. */
record HandForm<T>(Class<T> type, Function<T, JsonNode> writer, Function<JsonNode, T> reader) implements ValueForm {

    @Override
    public JsonNode write(Object value) {
        return writer.apply(type.cast(value));
    }

    @Override
    public Object read(JsonNode node) {
        try {
            return reader.apply(node);
        } catch (RuntimeException e) {
            throw WrongFormException.expected(type.getSimpleName() + ", which its reader did not find");
        }
    }

    @Override
    public boolean tellsEmptyFromAbsent() {
        return true;
    }
}
