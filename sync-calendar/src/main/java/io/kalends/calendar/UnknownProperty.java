package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A property that the model does not know and keeps untouched.
 *
 * @param name as it came; compared in upper case
 * @param parameters their values by name, in the order they came
 * @param value the raw value, still escaped as its format has it
 */
public record UnknownProperty(String name, Map<String, List<String>> parameters, String value) {

    public UnknownProperty {
        requireNonNull(value, "value");
        if (name.isBlank()) {
            throw new IllegalArgumentException("an unknown property needs a name");
        }
        LinkedHashMap<String, List<String>> copy = new LinkedHashMap<>();
        parameters.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        parameters = Collections.unmodifiableMap(copy);
    }

    public static UnknownProperty of(String name, String value) {
        return new UnknownProperty(name, Map.of(), value);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "UnknownProperty[" + name + "]";
    }
}
