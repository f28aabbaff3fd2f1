package io.kalends.emulators.google;

import java.util.Set;

/**
 * What a user does on Google's consent page.
 *
 * @param granted whether the user agrees at all
 * @param unticked scopes that the user takes out
 */
public record Consent(boolean granted, Set<String> unticked) {

    public Consent {
        unticked = Set.copyOf(unticked);
    }

    /** Agrees to everything. */
    public static Consent all() {
        return new Consent(true, Set.of());
    }

    /** Turns the app away. */
    public static Consent denied() {
        return new Consent(false, Set.of());
    }

    /** Agrees, but for these scopes. */
    public static Consent without(String... scopes) {
        return new Consent(true, Set.of(scopes));
    }
}
