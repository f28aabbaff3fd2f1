package io.kalends.icalendar.text;

import io.kalends.icalendar.text.LineSyntax.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property: name, parameters and value (RFC 5545, 3.1). One that was read keeps its bytes, folds and line end
 * included, and is taken apart each time it is asked, so that a large feed stays small in memory. Immutable.
 */
public final class ContentLine extends IcsNode {
    private final String name;
    private final int number;
    private final @Nullable Read read;
    private final List<IcsParameter> newParameters;
    private final String newValue;

    private record Read(ByteRange range, TextEncoding encoding) {}

    /** A line as it stands in a stream; the name is that of its text. */
    ContentLine(String name, int number, ByteRange range, TextEncoding encoding) {
        this.name = name;
        this.number = number;
        this.read = new Read(range, encoding);
        this.newParameters = List.of();
        this.newValue = "";
    }

    private ContentLine(String name, List<IcsParameter> parameters, String value) {
        this.name = name.toUpperCase(Locale.ROOT);
        this.number = 0;
        this.read = null;
        this.newParameters = List.copyOf(parameters);
        this.newValue = value;
        boolean namesFit = LineSyntax.isName(name)
                && parameters.stream().map(IcsParameter::name).allMatch(LineSyntax::isName);
        if (!namesFit) {
            throw new IllegalArgumentException("A property or parameter name needs letters, digits and '-' only");
        }
        if (value.chars().anyMatch(c -> IcsText.isForbidden((char) c))) {
            throw new IllegalArgumentException("The value of " + name + " holds control characters: escape it as text");
        }
    }

    /**
     * A new property.
     *
     * @param value as it stands after the colon, escapes included; a line break in it is refused
     */
    public static ContentLine of(String name, String value, IcsParameter... parameters) {
        return new ContentLine(name, List.of(parameters), value);
    }

    /** A TEXT property; the text is escaped here. */
    public static ContentLine ofText(String name, String text, IcsParameter... parameters) {
        return new ContentLine(name, List.of(parameters), IcsText.escape(text));
    }

    /** The same property with the same parameters and another value, {@link #of} rules. */
    public ContentLine withValue(String value) {
        return new ContentLine(name, parameters(), value);
    }

    /** The same property and value with this parameter in place of the one of its name, or added. */
    public ContentLine withParameter(IcsParameter parameter) {
        List<IcsParameter> others = new ArrayList<>(parameters());
        others.removeIf(p -> p.name().equals(parameter.name()));
        others.add(parameter);
        return new ContentLine(name, others, value());
    }

    /** The same property and value without the parameters of that name; the line itself where there are none. */
    public ContentLine withoutParameter(String parameterName) {
        String wanted = parameterName.toUpperCase(Locale.ROOT);
        List<IcsParameter> others = new ArrayList<>(parameters());
        return others.removeIf(p -> p.name().equals(wanted)) ? new ContentLine(name, others, value()) : this;
    }

    /** In upper case. */
    @Override
    public String name() {
        return name;
    }

    /** The first physical line in the stream, from 1; 0 for a new one. */
    public int number() {
        return number;
    }

    /** In the order written. */
    public List<IcsParameter> parameters() {
        return read == null ? newParameters : parse(read).parameters();
    }

    /** The first value of the first parameter of that name. */
    public Optional<String> parameter(String parameterName) {
        String wanted = parameterName.toUpperCase(Locale.ROOT);
        for (IcsParameter parameter : parameters()) {
            if (parameter.name().equals(wanted) && !parameter.values().isEmpty()) {
                return Optional.of(parameter.values().get(0));
            }
        }
        return Optional.empty();
    }

    /** The TZID parameter whole: unquoted Windows names hold commas. */
    public Optional<String> tzid() {
        return parameters().stream()
                .filter(p -> p.name().equals("TZID"))
                .map(p -> String.join(",", p.values()).strip())
                .filter(tzid -> !tzid.isEmpty())
                .findFirst();
    }

    /** Unfolded and decoded, escapes still in. */
    public String value() {
        return read == null ? newValue : parse(read).value();
    }

    /** The value read as TEXT. */
    public String text() {
        return IcsText.unescape(value());
    }

    /** The value read as a list of TEXT, such as CATEGORIES. */
    public List<String> texts() {
        return IcsText.split(value()).stream().map(IcsText::unescape).toList();
    }

    /** Name and line number alone: values are content. */
    @Override
    public String toString() {
        return number > 0 ? name + " (line " + number + ")" : name + " (new)";
    }

    @Override
    void writeTo(LineWriter out) {
        if (read != null && out.copies(read.encoding)) {
            out.copy(read.range);
        } else {
            out.line(name, LineSyntax.format(name, parameters(), value()));
        }
    }

    private static Parsed parse(Read read) {
        return LineSyntax.parse(read.encoding.unfold(read.range))
                .orElseThrow(() -> new IllegalStateException("A line that was read once cannot be read again"));
    }
}
