package io.kalends.icalendar.text;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits to a document's calendars and to the components directly in them, carried out together by {@link #build()};
 * every byte that no edit names stays. Components are told apart by identity: hand in the objects that the document
 * gave. For one thread.
 */
public final class IcsEditor {
    private final IcsDocument document;
    private final IdentityHashMap<IcsNode, @Nullable IcsNode> replacements = new IdentityHashMap<>();
    private final IdentityHashMap<IcsNode, List<IcsComponent>> additions = new IdentityHashMap<>();

    IcsEditor(IcsDocument document) {
        this.document = document;
    }

    /** The new component in the old one's place. */
    public IcsEditor replace(IcsComponent old, IcsComponent replacement) {
        change(old, replacement);
        return this;
    }

    /** The new component in the place of one that could not be read. */
    public IcsEditor replace(BrokenComponent old, IcsComponent replacement) {
        change(old, replacement);
        return this;
    }

    /** Takes the component out, with the lines from its BEGIN to its END. */
    public IcsEditor remove(IcsComponent component) {
        change(component, null);
        return this;
    }

    /** Adds it at the calendar's end; a VTIMEZONE before the other components, where old clients look for it. */
    public IcsEditor add(IcsComponent calendar, IcsComponent component) {
        additions.computeIfAbsent(calendar, c -> new ArrayList<>()).add(component);
        return this;
    }

    /**
     * The edited document.
     *
     * @throws IllegalArgumentException if an edit names a component that is not in this document
     */
    public IcsDocument build() {
        List<IcsNode> edited = new ArrayList<>();
        document.nodes().forEach(root -> {
            List<IcsComponent> added = additions.remove(root);
            IcsNode node = take(root);
            if (node instanceof IcsComponent calendar) {
                edited.add(editedCalendar(calendar, added == null ? List.of() : added));
            } else if (node != null) {
                edited.add(node);
            }
        });
        if (!replacements.isEmpty() || !additions.isEmpty()) {
            throw new IllegalArgumentException("An edit names a component that is not in this document:"
                    + " use the calendars and components that the document gave");
        }
        return document.withNodes(edited);
    }

    private IcsComponent editedCalendar(IcsComponent calendar, List<IcsComponent> added) {
        List<IcsNode> nodes = new ArrayList<>();
        boolean changed = !added.isEmpty();
        for (IcsNode child : calendar.nodes()) {
            IcsNode node = take(child);
            changed |= node != child;
            if (node != null) {
                nodes.add(node);
            }
        }
        for (IcsComponent component : added) {
            nodes.add(component.name().equals("VTIMEZONE") ? firstComponent(nodes) : nodes.size(), component);
        }
        return changed ? calendar.withNodes(nodes) : calendar;
    }

    private static int firstComponent(List<IcsNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean zone = nodes.get(i) instanceof IcsComponent c && c.name().equals("VTIMEZONE");
            if (!zone && (nodes.get(i) instanceof IcsComponent || nodes.get(i) instanceof BrokenComponent)) {
                return i;
            }
        }
        return nodes.size();
    }

    private void change(IcsNode old, @Nullable IcsNode replacement) {
        if (replacements.containsKey(old)) {
            throw new IllegalStateException("There is an edit of this component already: " + old);
        }
        replacements.put(old, replacement);
    }

    /** What shall stand in the node's place, {@code null} for nothing. */
    private @Nullable IcsNode take(IcsNode node) {
        return replacements.containsKey(node) ? replacements.remove(node) : node;
    }
}
