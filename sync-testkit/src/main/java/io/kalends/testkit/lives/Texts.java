package io.kalends.testkit.lives;

import static java.util.Objects.requireNonNull;

/**
 * What an event says.
 *
 * @param title its title
 * @param description plain text; empty for none
 * @param location empty for none
 */
public record Texts(String title, String description, String location) {

    /** No text is null. */
    public Texts {
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(location, "location");
    }

    Texts title(String other) {
        return new Texts(other, description, location);
    }

    Texts description(String other) {
        return new Texts(title, other, location);
    }

    Texts location(String other) {
        return new Texts(title, description, other);
    }

    /** All of it, to look for words in. */
    String all() {
        return title + " " + description + " " + location;
    }
}
