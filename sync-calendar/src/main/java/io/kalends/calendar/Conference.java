package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

/**
 * Where an event is met online (RFC 7986 section 5.11).
 *
 * @param uri the address to join at; empty if there is only provider data
 * @param kind the service or feature, as the provider names it; may be empty
 * @param label what is shown to people; may be empty
 * @param extra JSON text that only the provider understands, kept as it came; may be empty
 */
public record Conference(String uri, String kind, String label, String extra) {

    public Conference {
        requireNonNull(uri, "uri");
        requireNonNull(kind, "kind");
        requireNonNull(label, "label");
        requireNonNull(extra, "extra");
        if (uri.isBlank() && extra.isBlank()) {
            throw new IllegalArgumentException("a conference needs a URI or provider data");
        }
    }

    public static Conference of(String uri) {
        return new Conference(uri, "", "", "");
    }

    /** The kind alone: the address admits whoever has it. */
    @Override
    public String toString() {
        return "Conference[" + kind + "]";
    }
}
