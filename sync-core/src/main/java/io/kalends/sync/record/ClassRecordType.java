package io.kalends.sync.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kalends.sync.record.RecordTypeBuilder.FieldOfClass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A record type of a class that is not a Java record: every change goes through the copying functions given. */
final class ClassRecordType<R> extends BuiltRecordType<R> {

    private final List<FieldOfClass<R>> parts;
    private final @Nullable Supplier<R> blank;
    private final @Nullable Function<R, JsonNode> encode;
    private final @Nullable Function<JsonNode, R> decode;

    ClassRecordType(
            RecordFacts<R> facts,
            List<FieldOfClass<R>> parts,
            @Nullable Supplier<R> blank,
            @Nullable Function<R, JsonNode> encode,
            @Nullable Function<JsonNode, R> decode) {
        super(facts, parts.stream().map(FieldOfClass::field).toList());
        this.parts = List.copyOf(parts);
        this.blank = blank;
        this.encode = encode;
        this.decode = decode;
    }

    @Override
    R patchKnown(R base, Map<String, JsonNode> values) {
        R patched = base;
        for (FieldOfClass<R> part : parts) {
            JsonNode value = values.get(part.field().name());
            if (value != null) {
                patched = put(part, patched, value);
            }
        }
        return patched;
    }

    @Override
    public JsonNode encode(R record) {
        if (encode != null) {
            return encode.apply(record);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (FieldOfClass<R> part : parts) {
            JsonNode value = part.field().value(record);
            if (!value.isNull()) {
                object.set(part.field().name(), value);
            }
        }
        return object;
    }

    @Override
    public R decode(JsonNode json) {
        if (decode != null) {
            Function<JsonNode, R> reader = decode;
            return guarded("the codec", () -> reader.apply(json));
        }
        if (!json.isObject()) {
            throw wrongForm(WrongFormException.expected("an object"));
        }
        // The builder gives one of the two.
        R decoded = requireNonNull(blank).get();
        for (FieldOfClass<R> part : parts) {
            JsonNode value = json.get(part.field().name());
            if (value != null) {
                decoded = put(part, decoded, value);
            }
        }
        return decoded;
    }

    private R put(FieldOfClass<R> part, R record, JsonNode value) {
        return guarded("field '" + part.field().name() + "'", () -> part.put().apply(record, value));
    }

    /** What the host's functions throw may quote the value: it is told by its class alone. */
    private R guarded(String what, Supplier<R> call) {
        try {
            return call.get();
        } catch (WrongFormException e) {
            throw new IllegalArgumentException("record type '" + name() + "', " + what + ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("record type '" + name() + "', " + what + " of class "
                    + javaType().getName() + " threw " + e.getClass().getName() + " when a value was put into it");
        }
    }
}
