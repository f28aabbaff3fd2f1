package io.kalends.icalendar.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A component such as VCALENDAR or VEVENT: what stands between its {@code BEGIN} and {@code END} lines, in order
 * (RFC 5545, 3.4 and 3.6). An edit makes a new component in which every other line keeps its bytes. Immutable.
 */
public final class IcsComponent extends IcsNode {
    private final String name;
    private final ContentLine begin;
    private final @Nullable ContentLine end;
    private final List<IcsNode> nodes;

    /** @param end {@code null} for a calendar that the stream's end cut off */
    IcsComponent(String name, ContentLine begin, List<IcsNode> nodes, @Nullable ContentLine end) {
        this.name = name;
        this.begin = begin;
        this.nodes = List.copyOf(nodes);
        this.end = end;
    }

    /** A new component; {@code nodes} are properties and components in the order in which they shall stand. */
    public static IcsComponent of(String name, List<? extends IcsNode> nodes) {
        String upper = name.toUpperCase(Locale.ROOT);
        return new IcsComponent(
                upper, ContentLine.of("BEGIN", upper), List.copyOf(nodes), ContentLine.of("END", upper));
    }

    /** In upper case. */
    @Override
    public String name() {
        return name;
    }

    /** The physical line of its {@code BEGIN}, from 1; 0 for a new one. */
    public int lineNumber() {
        return begin.number();
    }

    /** Its properties, in order. */
    public List<ContentLine> lines() {
        return select(ContentLine.class, null);
    }

    /** Its properties of that name, in order. */
    public List<ContentLine> lines(String propertyName) {
        return select(ContentLine.class, propertyName);
    }

    /** Its first property of that name. */
    public Optional<ContentLine> line(String propertyName) {
        String wanted = propertyName.toUpperCase(Locale.ROOT);
        for (IcsNode node : nodes) {
            if (node instanceof ContentLine line && line.name().equals(wanted)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** The components directly in it, without broken ones. */
    public List<IcsComponent> components() {
        return select(IcsComponent.class, null);
    }

    /** The components of that name directly in it. */
    public List<IcsComponent> components(String componentName) {
        return select(IcsComponent.class, componentName);
    }

    /** The components directly in it that could not be read. */
    public List<BrokenComponent> broken() {
        return select(BrokenComponent.class, null);
    }

    /** The property in place of the first of its name, further ones of that name gone; added where there was none. */
    public IcsComponent with(ContentLine line) {
        return with(line.name(), List.of(line));
    }

    /**
     * These properties, all of that name, in place of the present ones. Lines that were read and are handed in again
     * keep their bytes.
     */
    public IcsComponent with(String propertyName, List<ContentLine> lines) {
        String wanted = propertyName.toUpperCase(Locale.ROOT);
        if (!lines.stream().allMatch(line -> line.name().equals(wanted))) {
            throw new IllegalArgumentException("Lines of another name than " + wanted + " cannot replace it");
        }
        return replaced(node -> node instanceof ContentLine line && line.name().equals(wanted), lines, true);
    }

    /** Without its properties of that name. */
    public IcsComponent without(String propertyName) {
        return with(propertyName, List.of());
    }

    /** These components, all of that name, in place of the present ones, added at the end where there were none. */
    public IcsComponent withComponents(String componentName, List<IcsComponent> components) {
        String wanted = componentName.toUpperCase(Locale.ROOT);
        if (!components.stream().allMatch(component -> component.name.equals(wanted))) {
            throw new IllegalArgumentException("Components of another name than " + wanted + " cannot replace it");
        }
        return replaced(
                node -> node instanceof IcsComponent component && component.name.equals(wanted), components, false);
    }

    /** Name and line number alone: properties are content. */
    @Override
    public String toString() {
        return name + (lineNumber() > 0 ? " (line " + lineNumber() + ")" : " (new)");
    }

    /** Whether its {@code END} line is there. */
    boolean ended() {
        return end != null;
    }

    List<IcsNode> nodes() {
        return nodes;
    }

    IcsComponent withNodes(List<IcsNode> newNodes) {
        return new IcsComponent(name, begin, newNodes, end);
    }

    @Override
    void writeTo(LineWriter out) {
        begin.writeTo(out);
        for (IcsNode node : nodes) {
            node.writeTo(out);
        }
        if (end != null) {
            end.writeTo(out);
        }
    }

    private IcsComponent replaced(
            Predicate<IcsNode> old, List<? extends IcsNode> replacements, boolean beforeComponents) {
        List<IcsNode> result = new ArrayList<>(nodes.size() + replacements.size());
        boolean placed = false;
        for (IcsNode node : nodes) {
            if (!old.test(node)) {
                result.add(node);
            } else if (!placed) {
                result.addAll(replacements);
                placed = true;
            }
        }
        if (!placed && replacements.isEmpty()) {
            return this;
        }
        if (!placed) {
            result.addAll(beforeComponents ? afterLastLine(result) : result.size(), replacements);
        }
        return withNodes(result);
    }

    /** New properties go behind the others: RFC 5545 has properties before components. */
    private static int afterLastLine(List<IcsNode> nodes) {
        int firstComponent = 0;
        while (firstComponent < nodes.size()
                && !(nodes.get(firstComponent) instanceof IcsComponent)
                && !(nodes.get(firstComponent) instanceof BrokenComponent)) {
            firstComponent++;
        }
        while (firstComponent > 0 && nodes.get(firstComponent - 1) instanceof Filler) {
            firstComponent--;
        }
        return firstComponent;
    }

    /** A loop, since every property of every event is looked for by it. */
    private <T extends IcsNode> List<T> select(Class<T> type, @Nullable String named) {
        String wanted = named == null ? null : named.toUpperCase(Locale.ROOT);
        List<T> found = new ArrayList<>();
        for (IcsNode node : nodes) {
            if (type.isInstance(node) && (wanted == null || wanted.equals(node.name()))) {
                found.add(type.cast(node));
            }
        }
        return List.copyOf(found);
    }
}
