package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The forms of what holds other values. A missing container reads as an empty one. */
final class ContainerForms {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ContainerForms() {}

    private static ArrayNode array(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array;
        }
        throw WrongFormException.expected("an array");
    }

    /** Reads elements into a collection; an element that is there but empty stays. */
    private static <C extends Collection<@Nullable Object>> C readInto(C target, JsonNode node, ValueForm element) {
        for (JsonNode item : array(node)) {
            target.add(element.readNullable(item));
        }
        return target;
    }

    /** A list: an array, order kept. */
    record OfList(ValueForm element) implements ValueForm {
        @Override
        public JsonNode write(Object value) {
            ArrayNode array = JSON.arrayNode();
            ((Collection<?>) value).forEach(item -> array.add(element.writeNullable(item)));
            return array;
        }

        @Override
        public Object read(JsonNode node) {
            return Collections.unmodifiableList(readInto(new ArrayList<>(), node, element));
        }

        @Override
        public JsonNode canonical(JsonNode node) {
            ArrayNode array = JSON.arrayNode();
            node.forEach(item -> array.add(element.canonical(item)));
            return array;
        }

        @Override
        public Object empty() {
            return List.of();
        }
    }

    /** A set: an array in the order of its elements' text, since a set has none of its own. */
    record OfSet(ValueForm element) implements ValueForm {
        @Override
        public JsonNode write(Object value) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            for (Object item : (Collection<?>) value) {
                JsonNode node = element.writeNullable(item);
                sorted.put(node.toString(), node);
            }
            return JSON.arrayNode().addAll(sorted.values());
        }

        @Override
        public Object read(JsonNode node) {
            return Collections.unmodifiableSet(readInto(new LinkedHashSet<>(), node, element));
        }

        @Override
        public JsonNode canonical(JsonNode node) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            for (JsonNode item : node) {
                JsonNode canonical = element.canonical(item);
                sorted.put(canonical.toString(), canonical);
            }
            return JSON.arrayNode().addAll(sorted.values());
        }

        @Override
        public Object empty() {
            return Set.of();
        }
    }

    /** A map with scalar keys: an object. */
    record OfMap(ValueForm key, ValueForm element) implements ValueForm {
        @Override
        public JsonNode write(Object value) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            ((Map<?, ?>) value)
                    .forEach((name, item) -> sorted.put(key.write(name).asText(), element.writeNullable(item)));
            ObjectNode object = JSON.objectNode();
            object.setAll(sorted);
            return object;
        }

        @Override
        public Object read(JsonNode node) {
            if (!node.isObject()) {
                throw WrongFormException.expected("an object");
            }
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                map.put(key.read(TextNode.valueOf(member.getKey())), element.readNullable(member.getValue()));
            }
            return Collections.unmodifiableMap(map);
        }

        /** Pairs in the order of the keys: of an object's members the empty ones would not be compared. */
        @Override
        public JsonNode canonical(JsonNode node) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                JsonNode name = key.canonical(TextNode.valueOf(member.getKey()));
                JsonNode item = element.canonical(member.getValue());
                sorted.put(name.asText(), JSON.arrayNode().add(name).add(item));
            }
            return JSON.arrayNode().addAll(sorted.values());
        }

        @Override
        public Object empty() {
            return Map.of();
        }
    }

    /** An optional: its value, or null. */
    record OfOptional(ValueForm value) implements ValueForm {
        @Override
        public JsonNode write(Object optional) {
            return ((Optional<?>) optional).map(this.value::writeNullable).orElse(NullNode.getInstance());
        }

        @Override
        public Object read(JsonNode node) {
            return Optional.ofNullable(value.readNullable(node));
        }

        @Override
        public JsonNode canonical(JsonNode node) {
            return value.canonical(node);
        }

        @Override
        public Object empty() {
            return Optional.empty();
        }

        @Override
        public boolean tellsEmptyFromAbsent() {
            return value.tellsEmptyFromAbsent();
        }

        @Override
        public boolean isScalar() {
            return value.isScalar();
        }
    }
}
