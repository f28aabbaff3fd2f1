package io.kalends.icalendar.text;

import java.util.List;
import java.util.Locale;

/**
 * A property parameter (RFC 5545, 3.2), its values without quotes and RFC 6868 escapes.
 *
 * @param name in upper case
 * @param values in order; none for a parameter that was written without {@code =}
 */
public record IcsParameter(String name, List<String> values) {

    public IcsParameter {
        name = name.toUpperCase(Locale.ROOT);
        values = List.copyOf(values);
    }

    public static IcsParameter of(String name, String... values) {
        return new IcsParameter(name, List.of(values));
    }

    /** The name alone: values hold names and addresses of people. */
    @Override
    public String toString() {
        return name;
    }
}
