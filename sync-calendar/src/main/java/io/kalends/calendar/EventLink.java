package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

/**
 * A page or document that belongs to an event (URL, ATTACH by URI).
 *
 * @param title what is shown to people; may be empty
 */
public record EventLink(String uri, String title) {

    public EventLink {
        requireNonNull(uri, "uri");
        requireNonNull(title, "title");
        if (uri.isBlank()) {
            throw new IllegalArgumentException("a link needs a URI");
        }
    }

    public static EventLink of(String uri) {
        return new EventLink(uri, "");
    }

    /** Nothing of it: links may hold secrets. */
    @Override
    public String toString() {
        return "EventLink[]";
    }
}
