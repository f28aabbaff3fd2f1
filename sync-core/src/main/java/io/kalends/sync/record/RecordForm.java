package io.kalends.sync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Java record: an object with a member for each component that is not empty. What it does not know is passed over when
 * it is read, what is missing is empty.
 *
 * @param constructor takes the components' values in order, {@code (Object[])Object}
 */
record RecordForm(Class<?> type, List<Part> parts, MethodHandle constructor) implements ValueForm {

    /**
     * One component.
     *
     * @param accessor {@code (Object)Object}
     * @param form {@code null} for a component that is not kept
     */
    record Part(
            String name, MethodHandle accessor, @Nullable ValueForm form) {

        @Nullable
        Object valueIn(Object record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (Throwable e) {
                throw refused("the accessor of component '" + name + "' of record", record.getClass(), e);
            }
        }

        JsonNode write(Object record) {
            return form == null ? missing() : form.writeNullable(valueIn(record));
        }

        @Nullable
        Object read(@Nullable JsonNode node) {
            if (form == null) {
                return null;
            }
            try {
                return form.readNullable(node);
            } catch (WrongFormException e) {
                throw e.inside(name);
            }
        }

        private static JsonNode missing() {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    RecordForm {
        parts = List.copyOf(parts);
    }

    Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    @Override
    public ObjectNode write(Object record) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            JsonNode value = part.write(record);
            if (!value.isNull()) {
                object.set(part.name(), value);
            }
        }
        return object;
    }

    @Override
    public Object read(JsonNode node) {
        if (!node.isObject()) {
            throw WrongFormException.expected("an object");
        }
        @Nullable Object[] values = new @Nullable Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).read(node.get(parts.get(i).name()));
        }
        return construct(values);
    }

    /** Members that are empty are left out, so that a record of nothing but empty members is empty. */
    @Override
    public JsonNode canonical(JsonNode node) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            JsonNode value = node.get(part.name());
            if (part.form() != null && !Field.isEmpty(value)) {
                JsonNode canonical = part.form().canonical(value);
                if (!Field.isEmpty(canonical)) {
                    object.set(part.name(), canonical);
                }
            }
        }
        return object;
    }

    @Override
    public boolean tellsEmptyFromAbsent() {
        return true;
    }

    /** A record of these values, in the order of its components. */
    Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw refused("the constructor of record", type, e);
        }
    }

    /** Says which class threw what and where; never the thrower's own message, nor it as cause: it may quote a value. */
    private static IllegalArgumentException refused(String what, Class<?> type, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        String at = "";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(type.getName())) {
                at = " at " + frame.getFileName() + ":" + frame.getLineNumber();
                break;
            }
        }
        return new IllegalArgumentException(
                what + " " + type.getName() + " threw " + thrown.getClass().getName() + at);
    }
}
